import type { Impact } from "@begat/client/browser";

type Step = Impact["plan"][number];

const DOES: Readonly<Record<Step["action"], string>> = {
  job: "Run the job again",
  run: "Train again",
  "by-hand": "Make again by hand",
  deploy: "Deploy again",
};

/** What a step of the plan asks for. */
export function doesOf({ action }: Step): string {
  return DOES[action];
}

/** The rebuild plan as a numbered list of Markdown, to be pasted where work is planned. */
export function planText({ root, plan }: Pick<Impact, "root" | "plan">): string {
  const lines = plan.map((step, index) => {
    const reads = step.inputs.length === 0 ? "" : `, reading ${list(step.inputs)}`;
    const makes = step.outputs.length === 0 ? "" : `, making ${list(step.outputs)}`;
    return `${index + 1}. ${doesOf(step)}: \`${step.id}\`${reads}${makes}`;
  });
  return `${[`Rebuild after a change of \`${root}\`:`, "", ...lines].join("\n")}\n`;
}

function list(ids: readonly string[]): string {
  return ids.map((id) => `\`${id}\``).join(", ");
}

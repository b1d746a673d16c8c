import type { Affected, ImpactAnswer, RebuildStep } from "../../query/answers.ts";
import { MOST_WALKED } from "../../store/port/walk.ts";
import { SHOWN } from "../collect.ts";
import { type Call, command } from "../command.ts";
import { MORE } from "../listing.ts";
import { AS_OF, whole } from "../options.ts";
import { verbOf } from "../render/edge-text.ts";
import { count, showInstant } from "../render/value.ts";

/** How many outputs of a step are named. */
const OUTPUTS = 3;

interface Options {
  readonly asOf?: string;
  readonly limit?: number;
}

export const impactCommand = command<Options>({
  name: "impact",
  summary: "What a change reaches, why, and what to do again in which order",
  arguments: [["<id>", "a version, dataset, feature, job, commit, …"]],
  options: [
    AS_OF,
    { flags: "--limit <n>", describes: "how many nodes at the most", read: whole(1, MOST_WALKED) },
  ],
  examples: ["begat impact ds:users:v12", "begat impact feature:users/age --json"],
  run: impact,
});

async function impact({ args, options, terminal, connect }: Call<Options>): Promise<void> {
  const begat = await connect();
  const { asOf: as_of, limit } = options;
  const answer = (await begat.impact(args[0] as string, {
    ...(as_of !== undefined && { as_of }),
    ...(limit !== undefined && { limit }),
  })) as ImpactAnswer;
  terminal.answer(answer, ({ root, affected, counts, plan, truncated }) => {
    if (affected.length === 0) return terminal.note(`Nothing that depends on ${root} is recorded`);
    const kinds = [...new Set(affected.map(({ kind }) => kind))].map((kind) =>
      count(counts[kind] ?? 0, kind),
    );
    terminal.print(
      `A change of ${terminal.style.bold(root)} reaches ${kinds.join(", ")}${truncated ? ", and more" : ""}\n\n`,
    );
    const shown = limit ?? SHOWN;
    showAffected(terminal, affected.slice(0, shown), plan);
    if (affected.length > shown)
      terminal.note(
        `… and ${count(affected.length - shown, "more", "more")}; --limit shows them, --json has all`,
      );
    if (plan.length > 0) terminal.print(`\nTo do again, in this order:\n${planText(plan)}`);
    if (truncated) terminal.note(MORE);
  });
}

function showAffected(
  terminal: Call<Options>["terminal"],
  affected: readonly Affected[],
  plan: readonly RebuildStep[],
): void {
  const jobs = new Map(
    plan.flatMap(({ action, id, executions }) =>
      action === "job" ? executions.map((execution) => [execution, id] as const) : [],
    ),
  );
  terminal.table<Affected>(
    [
      { heading: "LIVE", cell: ({ live }) => (live === true ? "●" : ""), paint: terminal.style.bad },
      { heading: "AFFECTED", cell: ({ id }) => id, paint: terminal.style.id },
      { heading: "JOB", cell: ({ id }) => jobs.get(id) ?? "" },
      { heading: "AT", cell: ({ at }) => showInstant(at) },
      { heading: "BECAUSE IT", cell: reasonOf },
    ],
    affected,
  );
}

/** The edges from the affected node to the root: `deploys model:churn:v3, produced-by run:1`. */
function reasonOf({ id, distance, reason }: Affected): string {
  const from = reason.at(-1)?.from === id ? [...reason].reverse() : reason;
  const steps = from.map((edge) => `${verbOf(edge)} ${edge.to}`);
  const left = distance - reason.length;
  return steps.join(", ") + (left > 0 ? `, and ${left} more` : "");
}

function planText(plan: readonly RebuildStep[]): string {
  const width = String(plan.length).length + 2;
  return plan.map((step, index) => `${String(index + 1).padStart(width)}. ${stepText(step)}\n`).join("");
}

function stepText({ action, id, outputs }: RebuildStep): string {
  const left = outputs.length - OUTPUTS;
  const named = outputs.slice(0, OUTPUTS).join(", ") + (left > 0 ? `, and ${left} more` : "");
  const made = outputs.length === 0 ? "" : `, which made ${named}`;
  switch (action) {
    case "job":
      return `run ${id} again${made}`;
    case "run":
      return `repeat ${id}${made}`;
    case "by-hand":
      return `make ${id} by hand: no run is known to have made it`;
    case "deploy":
      return `roll out again what ${id} serves`;
  }
}

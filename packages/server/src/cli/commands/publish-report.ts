import type { BatchItem } from "@begat/client";
import { showValue } from "../render/value.ts";
import type { Terminal } from "../terminal.ts";

const SHOWN = 20;

/** An item of the input, where it stood, and what became of it. */
export interface Answered {
  readonly place: string;
  readonly answer: BatchItem;
}

/** Says what was recorded on stdout, and what was refused or doubtful on stderr. */
export function reportOutcomes(terminal: Terminal, answers: readonly Answered[]): void {
  const taken = answers.flatMap(({ answer }) => (answer.receipt === undefined ? [] : [answer.receipt]));
  const { style } = terminal;
  if (taken.length > 0) {
    terminal.table(
      [
        { heading: "ID", cell: ({ id }) => id, paint: style.id },
        { heading: "STATUS", cell: ({ status }) => status },
        { heading: "ENTRY", cell: ({ seq }) => String(seq), right: true },
      ],
      taken.slice(0, SHOWN),
    );
  }
  if (taken.length > SHOWN) terminal.note(`… and ${taken.length - SHOWN} more; --json shows all`);
  for (const { id, warnings } of taken)
    for (const { message } of warnings)
      terminal.note(`${terminal.errorStyle.warn("warning:")} ${showValue(id)}: ${showValue(message)}`);
  for (const { place, answer } of answers)
    if (answer.error !== undefined)
      terminal.note(`${terminal.errorStyle.bad("refused:")} ${place}: ${showValue(answer.error.message)}`);
  if (answers.length > 1)
    terminal.note(
      summary(
        taken.map(({ status }) => status),
        answers.length - taken.length,
      ),
    );
}

function summary(statuses: readonly string[], refused: number): string {
  const counts = ["created", "updated", "unchanged"].map(
    (status) => [status, statuses.filter((each) => each === status).length] as const,
  );
  return [...counts, ["refused", refused] as const]
    .filter(([, number]) => number > 0)
    .map(([status, number]) => `${number} ${status}`)
    .join(", ");
}

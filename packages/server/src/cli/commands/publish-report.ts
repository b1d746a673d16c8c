import type { BatchItem } from "@begat/client";
import { plain } from "../render/plain.ts";
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
  const { warn, bad } = terminal.errorStyle;
  const warnings = taken.flatMap(({ id, warnings: each }) => each.map(({ message }) => `${id}: ${message}`));
  const refusals = answers.flatMap(({ place, answer }) =>
    answer.error === undefined ? [] : [`${place}: ${answer.error.message}`],
  );
  noteSome(terminal, warn("warning:"), warnings);
  noteSome(terminal, bad("refused:"), refusals);
  const statuses = taken.map(({ status }) => status);
  if (answers.length > 1) terminal.note(summary(statuses, refusals.length));
}

function noteSome(terminal: Terminal, label: string, texts: readonly string[]): void {
  for (const text of texts.slice(0, SHOWN)) terminal.note(`${label} ${plain(text)}`);
  if (texts.length > SHOWN) terminal.note(`${label} … and ${texts.length - SHOWN} more; --json shows all`);
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

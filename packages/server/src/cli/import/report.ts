import { plain } from "../render/plain.ts";
import { count } from "../render/value.ts";
import type { Terminal } from "../terminal.ts";

/** A place in what was read, and what is to be said of it. */
export interface Remark {
  readonly place: string;
  readonly reason: string;
}

/** What became of an import. */
export interface ImportReport {
  readonly source: string;
  readonly place: string;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** What should have been carried and could not be: unreadable, or refused by the record. */
  readonly faults: readonly Remark[];
  /** What has no place in the record. */
  readonly left: readonly Remark[];
}

const SHOWN = 20;

/** Shows a report: the figures on stdout, faults and what is left on stderr. */
export function showReport(terminal: Terminal, report: ImportReport): void {
  const { created, updated, unchanged, faults, left } = report;
  terminal.print(`${report.source}: ${created} created, ${updated} updated, ${unchanged} unchanged`);
  noteRemarks(terminal, terminal.errorStyle.warn("left:"), left);
  noteRemarks(terminal, terminal.errorStyle.bad("fault:"), faults);
  if (faults.length > 0) {
    terminal.note(`${count(faults.length, "thing")} could not be carried; --json lists all`);
  }
}

function noteRemarks(terminal: Terminal, label: string, remarks: readonly Remark[]): void {
  for (const { place, reason } of remarks.slice(0, SHOWN))
    terminal.note(`${label} ${plain(`${place}: ${reason}`)}`);
  if (remarks.length > SHOWN)
    terminal.note(`${label} … and ${remarks.length - SHOWN} more; --json lists all`);
}

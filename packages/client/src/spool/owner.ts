import { hostname } from "node:os";

/** How long after its last sign of life a segment may be taken from its owner. */
const LEASE_MS = 10 * 60 * 1000;

/** The name of a segment, taken apart: `<id>.ndjson` is free, `<id>.<pid>-<start>@<host>.ndjson` has an owner. */
export interface SegmentName {
  readonly file: string;
  readonly id: string;
  readonly owner?: { readonly pid: number; readonly start: string; readonly host: string };
}

const HOST = hostname().replace(/[^A-Za-z0-9.-]/g, "-");
const START = String(Math.round(performance.timeOrigin));
const NAME = /^([0-9a-z]+)(?:\.(\d+)-(\d+)@([A-Za-z0-9.-]+))?\.ndjson$/;

/** The name of a segment that this process owns. */
export function ownName(id: string): string {
  return `${id}.${process.pid}-${START}@${HOST}.ndjson`;
}

/** The name of a segment that nobody owns. */
export function freeName(id: string): string {
  return `${id}.ndjson`;
}

/** Takes a file name apart; undefined when it is no segment. */
export function parseName(file: string): SegmentName | undefined {
  const [, id, pid, start, host] = NAME.exec(file) ?? [];
  if (id === undefined) return undefined;
  if (pid === undefined || start === undefined || host === undefined) return { file, id };
  return { file, id, owner: { pid: Number(pid), start, host } };
}

/** Whether a segment may be taken: nobody owns it, its owner has ended, or gave no sign of life for ten minutes. */
export function isClaimable({ owner }: SegmentName, touchedMs: number): boolean {
  if (owner === undefined || Date.now() - touchedMs > LEASE_MS) return true;
  if (owner.host !== HOST) return false;
  return owner.pid === process.pid ? owner.start !== START : !isAlive(owner.pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as another user.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

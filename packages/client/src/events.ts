import { BegatError } from "@begat/core";
import { isTransient } from "./errors.ts";
import type { Transport } from "./transport.ts";
import type { Health, LedgerEntry } from "./types.ts";

/** A ledger entry as it comes. */
export interface LedgerEvent {
  readonly seq: number;
  readonly entry: LedgerEntry;
}

export interface EventOptions {
  /** Goes on after this entry; from now on when it is left out. */
  readonly after?: number;
  /** Ends the stream. */
  readonly signal?: AbortSignal;
}

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 15_000;

/** Entries as they come. When the connection breaks it is made again and goes on behind the last entry. */
export async function* eventsOf(
  transport: Transport,
  { after, signal }: EventOptions,
): AsyncGenerator<LedgerEvent> {
  let last = after ?? (await entryCount(transport));
  for (let delay = FIRST_DELAY_MS; !isAborted(signal); delay = Math.min(delay * 2, LONGEST_DELAY_MS)) {
    try {
      for await (const event of oneStream(transport, last, signal)) {
        last = event.seq;
        delay = FIRST_DELAY_MS;
        yield event;
      }
    } catch (error) {
      if (isAborted(signal)) return;
      if (error instanceof BegatError && !isTransient(error)) throw error;
    }
    await pause(delay, signal);
  }
}

function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

async function entryCount(transport: Transport): Promise<number> {
  const health = await transport.json<Health>({ method: "GET", path: "/health", idempotent: true });
  return health.entries;
}

async function* oneStream(
  transport: Transport,
  after: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<LedgerEvent> {
  const { body } = await transport.response({
    method: "GET",
    path: "/events",
    headers: { "last-event-id": String(after) },
    idempotent: true,
    ...(signal && { signal }),
  });
  let rest = "";
  for await (const text of (body ?? new Blob([]).stream()).pipeThrough(new TextDecoderStream())) {
    const events = (rest + text).split("\n\n");
    rest = events.pop() ?? "";
    for (const event of events) {
      const data = event.split("\n").find((line) => line.startsWith("data: "));
      if (data === undefined) continue;
      const entry = JSON.parse(data.slice("data: ".length)) as LedgerEntry;
      yield { seq: entry.seq, entry };
    }
  }
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    signal?.addEventListener("abort", done, { once: true });
    function done() {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    }
  });
}

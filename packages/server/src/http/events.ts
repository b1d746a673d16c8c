import type { ServerResponse } from "node:http";
import { invalid } from "@begat/core";
import { SECURITY_HEADERS } from "./headers.ts";
import type { LedgerEvent } from "./ports.ts";
import type { Call } from "./route.ts";

const HEARTBEAT = 15_000;

/** A reader that takes nothing for so long is cut off; it comes back with Last-Event-ID. */
const DRAIN_WITHIN = 30_000;

/** Streams ledger entries as server-sent events, as fast as they are read, until the reader leaves or the server closes. */
export function streamEvents(call: Call): void {
  const { deps, streams, request, reply } = call;
  const after = lastEventId(request.headers["last-event-id"]);
  reply.hijack();
  const { raw } = reply;
  // Kept alive, the connection would outlast the stream when the server closes.
  raw.writeHead(200, {
    ...SECURITY_HEADERS,
    "content-type": "text/event-stream",
    "x-request-id": request.id,
    connection: "close",
    // A proxy that gathers answers would hold entries back.
    "x-accel-buffering": "no",
  });
  raw.write(": begat\n\n");
  streams.add(raw);
  const unsubscribe = deps.events.subscribe(call.caller, after, (event) => send(raw, textOf(event)));
  const heartbeat = setInterval(() => beat(raw), HEARTBEAT);
  raw.once("close", () => {
    streams.delete(raw);
    clearInterval(heartbeat);
    unsubscribe();
  });
}

function textOf({ seq, json }: LedgerEvent): string {
  return `id: ${seq}\nevent: entry\ndata: ${json}\n\n`;
}

/** Settles when the next text may be sent. */
async function send(raw: ServerResponse, text: string): Promise<void> {
  if (raw.writable && !raw.write(text)) await drained(raw);
}

function beat(raw: ServerResponse): void {
  if (raw.writable && !raw.writableNeedDrain) raw.write(":\n\n");
}

/** Settles when the reader took what waits for it, or is gone. */
function drained(raw: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const cutOff = setTimeout(() => raw.destroy(), DRAIN_WITHIN);
    const done = () => {
      clearTimeout(cutOff);
      raw.off("drain", done).off("close", done);
      resolve();
    };
    raw.on("drain", done).on("close", done);
  });
}

function lastEventId(header: string | string[] | undefined): number | undefined {
  if (header === undefined) return undefined;
  if (typeof header === "string" && /^\d{1,15}$/.test(header)) return Number(header);
  throw invalid("last-event-id", "must be the number of an entry");
}

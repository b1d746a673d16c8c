import type { ServerResponse } from "node:http";
import { invalid } from "@begat/core";
import { SECURITY_HEADERS } from "./headers.ts";
import type { LedgerEvent } from "./ports.ts";
import type { Call } from "./route.ts";

const HEARTBEAT = 15_000;

/** How many bytes may wait for a slow reader before it is cut off; it comes back with Last-Event-ID. */
const MAX_WAITING = 1024 * 1024;

/** Streams ledger entries as server-sent events until the reader leaves or the server closes. */
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
  });
  raw.write(": begat\n\n");
  streams.add(raw);
  const unsubscribe = deps.events.subscribe(after, (event) => send(raw, textOf(event)));
  const heartbeat = setInterval(() => send(raw, ":\n\n"), HEARTBEAT);
  raw.once("close", () => {
    streams.delete(raw);
    clearInterval(heartbeat);
    unsubscribe();
  });
}

function textOf({ seq, json }: LedgerEvent): string {
  return `id: ${seq}\nevent: entry\ndata: ${json}\n\n`;
}

function send(raw: ServerResponse, text: string): void {
  if (raw.writableLength > MAX_WAITING) raw.destroy();
  else raw.write(text);
}

function lastEventId(header: string | string[] | undefined): number | undefined {
  if (header === undefined) return undefined;
  if (typeof header === "string" && /^\d{1,15}$/.test(header)) return Number(header);
  throw invalid("last-event-id", "must be the number of an entry");
}

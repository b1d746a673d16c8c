import type { Logger } from "pino";
import type { Checkpointer } from "./govern/checkpointer.ts";
import { TokenBook } from "./govern/token-book.ts";
import type { TokenRecord } from "./govern/tokens.ts";
import type { LedgerPort } from "./http/ports.ts";
import type { Threads } from "./open-threads.ts";
import type { Reader } from "./store/port/reader.ts";
import { tokenRow } from "./store/tokens.ts";
import { OpenLineageEmitter } from "./watch/openlineage/emitter.ts";

const EMITTED = "openlineage";
const EMITTER: Reader = { principal: "agent:begat" };

/** Where events are sent to, with the bearer token for it. */
export interface EmitterTarget {
  readonly endpoint: string;
  readonly apiKey?: string;
}

export function createEmitter(
  target: EmitterTarget,
  { events, readers, writer }: Threads,
  logger: Logger,
): OpenLineageEmitter {
  return new OpenLineageEmitter({
    ...target,
    size: async () => (await readers.call("head")).size,
    sent: () => readers.call("cursor", EMITTED),
    keepSent: (seq) => writer.keepCursor(EMITTED, seq),
    lineage: async (id, relations, as_of) => {
      const args = { id, relations, as_of, direction: "both", depth: 1 };
      return JSON.parse(await readers.call("ask", "lineage", args, EMITTER));
    },
    sourceOf: async (seq) => (await readers.call("entries", EMITTER, seq - 1, 1))[0]?.source,
    subscribe: (after, listener) => events.subscribe(EMITTER, after, listener),
    onError: (error, message) => logger.warn(error, message),
  });
}

export function createTokenBook({ writer, readers }: Threads): TokenBook {
  return new TokenBook({
    list: () => readers.call("tokens") as Promise<readonly TokenRecord[]>,
    find: (id) => readers.call("token", id) as Promise<TokenRecord | undefined>,
    add: (record) => writer.insert("token", [tokenRow(record)]),
    stamp: (id, what, at) => writer.stampToken(id, what, at),
  });
}

export function createLedgerPort({ writer, readers }: Threads, checkpointer: Checkpointer): LedgerPort {
  return {
    verifier: checkpointer.verifier,
    size: async () => (await readers.call("head")).size,
    checkpoint: () => checkpointer.checkpoint(),
    proof: (request) => readers.call("prove", request),
    erase: (seq, reason, actor) => writer.erase({ seq, reason, actor }),
  };
}

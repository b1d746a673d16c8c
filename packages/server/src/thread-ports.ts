import type { Logger } from "pino";
import type { Checkpointer } from "./govern/checkpointer.ts";
import { TokenBook } from "./govern/token-book.ts";
import type { TokenRecord } from "./govern/tokens.ts";
import type { HttpDeps, LedgerPort } from "./http/ports.ts";
import type { Threads } from "./open-threads.ts";
import { Recorder } from "./record/recorder.ts";
import type { Entry } from "./store/port/entries.ts";
import type { Reader } from "./store/port/reader.ts";
import { tokenRow } from "./store/tokens.ts";
import { Follower, type FollowerOptions } from "./watch/follower.ts";
import { OpenLineageEmitter } from "./watch/openlineage/emitter.ts";

/** Whom the server reads for when it follows its own ledger. */
const BEGAT: Reader = { principal: "agent:begat" };

/** Where events are sent to, with the bearer token for it. */
export interface EmitterTarget {
  readonly endpoint: string;
  readonly apiKey?: string;
}

/** All that follows the ledger, to be started. */
export async function startFollowers(
  { openlineage }: { readonly openlineage?: EmitterTarget },
  threads: Threads,
  logger: Logger,
): Promise<readonly Follower[]> {
  const followers = openlineage === undefined ? [] : [createEmitter(openlineage, threads, logger)];
  for (const follower of followers) await follower.start();
  return followers;
}

function createEmitter(target: EmitterTarget, threads: Threads, logger: Logger): Follower {
  const { readers } = threads;
  const emitter = new OpenLineageEmitter({
    ...target,
    lineage: async (id, relations, as_of) => {
      const args = { id, relations, as_of, direction: "both", depth: 1 };
      return JSON.parse(await readers.call("ask", "lineage", args, BEGAT));
    },
    datasetNames: async (ids, as_of) =>
      JSON.parse(await readers.call("ask", "datasetNames", { ids, as_of }, BEGAT)),
    sourceOf: async (seq) => (await readers.call("entries", BEGAT, seq - 1, 1))[0]?.source,
    onError: (error, message) => logger.warn(error, message),
  });
  return createFollower("openlineage", threads, logger, (...entry) => emitter.follow(...entry));
}

/** Follows the ledger, its place kept under a name. */
function createFollower(
  name: string,
  { events, readers, writer }: Threads,
  logger: Logger,
  follow: FollowerOptions["follow"],
): Follower {
  return new Follower({
    size: async () => (await readers.call("head")).size,
    followed: () => readers.call("cursor", name),
    keepFollowed: (seq) => writer.keepCursor(name, seq),
    subscribe: (after, listener) => events.subscribe(BEGAT, after, listener),
    follow,
    onError: (error, message) => logger.warn(error, message),
  });
}

/** What is written through the threads, asked of them and told by them. */
export function createHttpPorts({
  writer,
  readers,
  events,
}: Threads): Pick<HttpDeps, "record" | "ask" | "answer" | "rejected" | "events"> {
  return {
    record: new Recorder(writer),
    ask: (...question) => readers.call("ask", ...question),
    answer: (...question) => readers.call("answer", ...question),
    rejected: { keep: (rejections) => writer.keepRejected(rejections) },
    events: {
      subscribe: (reader, after, listener) =>
        events.subscribe(reader, after, (entry) => listener(toEvent(entry))),
    },
  };
}

function toEvent(entry: Entry): { readonly seq: number; readonly json: string } {
  return { seq: entry.seq, json: JSON.stringify(entry) };
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

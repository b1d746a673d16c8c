import type { Change, NodeId, Receipt } from "@begat/core";
import type { FastifyBaseLogger } from "fastify";
import type { ArtifactStore } from "../artifacts/port.ts";
import type { Expectation, OnConflict, Outcome } from "../store/port/append.ts";
import type { Reader } from "../store/port/reader.ts";
import type { Rejection } from "../store/port/rejected.ts";
import type { WebFiles } from "./web/web-files.ts";

/** What a caller may do; each scope includes those before it. */
export type Scope = "read" | "write" | "owner";

/** Who calls: the authenticated principal that the ledger names as actor. */
export interface Caller {
  readonly principal: NodeId;
  readonly scope: Scope;
}

interface RecordPort {
  /** Answers after the changes are durable, an outcome per change, in order. */
  submit(
    changes: readonly Change[],
    actor: NodeId,
    options: {
      readonly strict: boolean;
      readonly onConflict?: OnConflict;
      readonly expects?: Expectation;
    },
  ): Promise<readonly Outcome[]>;
}

/** Answers a query by name as JSON text. `args` were checked against the schema of the route that asks. */
type Ask = (query: string, args: object, reader: Reader) => Promise<string>;

/** The same as bytes to be sent on, compressed when `takesGzip` and worth it. */
type Answer = (
  query: string,
  args: object,
  reader: Reader,
  takesGzip: boolean,
) => Promise<{ readonly body: Uint8Array; readonly encoding?: "gzip" }>;

/** An inclusion proof of an entry, or of many, in a ledger of `size`, or the proof that one of `second` begins with one of `first`. */
export type ProofArgs =
  | { readonly seq: number; readonly size?: number }
  | { readonly seqs: readonly number[]; readonly size?: number }
  | { readonly first: number; readonly second?: number };

export interface LedgerPort {
  /** How many entries it has. */
  size(): Promise<number>;
  /** The newest checkpoint, a C2SP signed note. */
  checkpoint(): Promise<string>;
  /** The key that its signature is checked with, a C2SP verifier key. */
  readonly verifier: string;
  /** `invalid` for what is not within the ledger. */
  proof(args: ProofArgs): Promise<object>;
  /** Erases the payload of an entry; the erasure is an entry of its own. */
  erase(seq: number, reason: string, actor: NodeId): Promise<Receipt>;
}

/** What is kept of a token. Instants are epoch milliseconds. */
export interface TokenInfo {
  /** The first characters of the token. */
  readonly id: string;
  readonly agent: NodeId;
  readonly scope: Scope;
  readonly created_at: number;
  readonly expires_at: number | null;
  readonly last_used_at: number | null;
  readonly revoked_at: number | null;
}

export interface TokensPort {
  /** Who a token speaks for; undefined when it is unknown, expired or revoked. */
  verify(token: string): Promise<Caller | undefined>;
  /** `token` is shown this once. */
  create(request: {
    readonly agent: NodeId;
    readonly scope: Scope;
    readonly expires_at: number | null;
  }): Promise<{ readonly token: string; readonly record: TokenInfo }>;
  list(): Promise<readonly TokenInfo[]>;
  /** `not_found` when there is no such token. */
  revoke(id: string): Promise<TokenInfo>;
}

/** One entry as a live event: `json` is its text on one line. */
export interface LedgerEvent {
  readonly seq: number;
  readonly json: string;
}

interface EventsPort {
  /**
   * Calls the listener for each entry after `after` that the reader may see (from now on when it is undefined), until unsubscribed.
   * The next entry waits until the promise of the one before has settled.
   */
  subscribe(
    reader: Reader,
    after: number | undefined,
    listener: (event: LedgerEvent) => Promise<void>,
  ): () => void;
}

/** `loopback`: whoever reaches the address is its owner. `tokens`: every caller shows a token. */
export interface Access {
  readonly mode: "loopback" | "tokens";
  /** A bearer secret of the owner that only those who can read the data folder know. */
  readonly localSecret?: string;
}

interface RejectedPort {
  /** Keeps messages that were refused, for people to see why. */
  keep(rejections: readonly Rejection[]): Promise<void>;
}

/** What the HTTP surface stands on. */
export interface HttpDeps {
  readonly version: string;
  readonly access: Access;
  readonly logger: FastifyBaseLogger;
  readonly record: RecordPort;
  readonly ask: Ask;
  readonly answer: Answer;
  /** The artifacts as one caller may read and write them. */
  readonly artifacts: (reader: Reader) => ArtifactStore;
  readonly ledger: LedgerPort;
  readonly rejected: RejectedPort;
  readonly tokens: TokensPort;
  readonly events: EventsPort;
  readonly web: WebFiles;
}

import type { ColumnType } from "kysely";

/**
 * The tables, once for both databases. Instants are epoch milliseconds, JSON is text, hashes are bytes.
 * Node keys, metric keys and sequence numbers are whole numbers below 2^53.
 */
export interface Tables {
  ledger: LedgerTable;
  ledger_payload: LedgerPayloadTable;
  ledger_head: LedgerHeadTable;
  merkle_node: MerkleNodeTable;
  checkpoint: CheckpointTable;
  node: NodeTable;
  node_history: NodeHistoryTable;
  edge: EdgeTable;
  alias: AliasTable;
  pointer: PointerTable;
  version: VersionTable;
  latest: LatestTable;
  attribute: AttributeTable;
  metric: MetricTable;
  metric_point: MetricPointTable;
  search: SearchTable;
  cursor: CursorTable;
  token: TokenTable;
  rejected_event: RejectedEventTable;
}

type Bytes = Uint8Array;

/** One row per entry. `leaf` = SHA-256(0x00 ‖ canonical JSON of the other columns). */
export interface LedgerTable {
  seq: number;
  recorded_at: number;
  /** The authenticated principal. */
  actor: string;
  source: string;
  /** 1: the payload is the resolved change as RFC 8785 JSON. */
  format: number;
  /** SHA-256(salt ‖ payload). */
  payload_digest: Bytes;
  leaf: Bytes;
}

/** What an entry says. An erased one has no salt, and a stub instead of its payload. */
export interface LedgerPayloadTable {
  seq: number;
  salt: Bytes | null;
  payload: string;
}

/** One row, locked by whoever appends. */
export interface LedgerHeadTable {
  id: number;
  size: number;
  recorded_at: number;
  /** The encoded frontier of the Merkle tree. */
  frontier: Bytes;
  last_node: number;
  last_metric: number;
}

/** Hashes of complete subtrees of 256^k leaves: level 8, 16, 24, … */
export interface MerkleNodeTable {
  level: number;
  position: number;
  hash: Bytes;
}

export interface CheckpointTable {
  size: number;
  note: string;
}

export interface NodeTable {
  key: number;
  id: string;
  kind: string;
  /** The first segment of its name where that is a prefix, else empty. */
  project: string;
  sensitivity: string | null;
  /** 1 when somebody has described it, 0 when it was only named. */
  known: number;
  hidden: number;
  at: number | null;
  props: string;
  created_seq: number;
  updated_seq: number;
}

/** The entries that say something about a node itself. */
export interface NodeHistoryTable {
  node: number;
  seq: number;
}

export interface EdgeTable {
  src: number;
  rel: number;
  dst: number;
  q: string;
  created_seq: number;
  ended_seq: number | null;
  /** 1 observed, 2 reported, 3 inferred. */
  evidence: number;
  props: string | null;
}

export interface AliasTable {
  scheme: string;
  value: string;
  node: number;
  created_seq: number;
  ended_seq: number | null;
}

export interface PointerTable {
  node: number;
  name: string;
  target: number;
  created_seq: number;
  ended_seq: number | null;
}

/** The versions of a dataset or model; `number` is n for `vn`, null for names that clients gave. */
export interface VersionTable {
  parent: number;
  node: number;
  number: number | null;
  /** When it came to be, in epoch milliseconds: its own time, else when it was recorded; null for the initial one. */
  at: number | null;
}

/** The last version of a dataset or model that has any, the last run of a job or an experiment; it follows from other tables. */
export interface LatestTable {
  node: number;
  /** The kind of the node. */
  kind: string;
  /** The version that came to be last, or the run that was recorded last. */
  member: number;
  /** When the version came to be, or when the run started. */
  at: number | null;
}

/** The scalar params, tags and top-level properties of a node, for filters. */
export interface AttributeTable {
  node: number;
  space: AttributeSpace;
  name: string;
  /** The first 256 characters. */
  text: string;
  /** The value when it is a number, or text that is one. */
  num: number | null;
}

/** `name` holds what follows from the id of a node. */
export type AttributeSpace = "param" | "tag" | "prop" | "name";

/** One metric of one node, with its summary. The last point is the one with the largest (step, at). */
export interface MetricTable {
  key: number;
  node: number;
  name: string;
  /** Infinities as such, since both databases keep them in order; 0 where it is NaN. */
  last: number;
  /** 0 a number, 1 NaN, 2 Infinity, 3 -Infinity. */
  last_code: number;
  last_step: number;
  last_at: number;
  /** Over the finite values; null when there is none. */
  min: number | null;
  max: number | null;
  count: number;
}

export interface MetricPointTable {
  metric: number;
  step: number;
  at: number;
  /** 0 where it is no number: as `code` says. */
  value: number;
  code: number;
  seq: number;
}

/** Text of nodes for the full-text search; the databases index it in their own way. */
export interface SearchTable {
  node: number;
  title: string;
  body: string;
}

export interface CursorTable {
  name: string;
  seq: number;
}

export interface TokenTable {
  /** The first characters of the token, to tell tokens apart. */
  id: string;
  hash: Bytes;
  agent: string;
  scope: string;
  created_at: number;
  expires_at: number | null;
  last_used_at: ColumnType<number | null, number | null | undefined, number | null>;
  revoked_at: ColumnType<number | null, number | null | undefined, number | null>;
}

/** A message that was refused. A server's own: no part of the ledger. */
export interface RejectedEventTable {
  /** In the order of time. */
  id: string;
  received_at: number;
  source: string;
  actor: string;
  code: string;
  message: string;
  /** The beginning of what was sent. */
  payload: string;
}

import type { Tables } from "./tables.ts";

export type ColumnKind = "integer" | "real" | "text" | "bytes";

export interface TableShape {
  readonly columns: Readonly<Record<string, ColumnKind>>;
  readonly key: readonly string[];
  /** What a row has from its beginning to its end: writing it anew leaves them alone, and what indexes them. */
  readonly fixed?: readonly string[];
}

type Shapes = {
  readonly [T in keyof Tables]: TableShape & {
    readonly columns: Readonly<Record<keyof Tables[T], ColumnKind>>;
  };
};

/** The columns and primary key of every table, from which bulk writes are made. */
export const SHAPES: Shapes = {
  ledger: {
    columns: {
      seq: "integer",
      recorded_at: "integer",
      actor: "text",
      source: "text",
      format: "integer",
      payload_digest: "bytes",
      leaf: "bytes",
    },
    key: ["seq"],
  },
  ledger_payload: { columns: { seq: "integer", salt: "bytes", payload: "text" }, key: ["seq"] },
  ledger_head: {
    columns: {
      id: "integer",
      size: "integer",
      recorded_at: "integer",
      frontier: "bytes",
      last_node: "integer",
      last_metric: "integer",
    },
    key: ["id"],
  },
  merkle_node: {
    columns: { level: "integer", position: "integer", hash: "bytes" },
    key: ["level", "position"],
  },
  checkpoint: { columns: { size: "integer", note: "text" }, key: ["size"] },
  node: {
    columns: {
      key: "integer",
      id: "text",
      kind: "text",
      project: "text",
      sensitivity: "text",
      known: "integer",
      hidden: "integer",
      at: "integer",
      props: "text",
      created_seq: "integer",
      updated_seq: "integer",
    },
    key: ["key"],
    fixed: ["id", "kind", "project", "created_seq"],
  },
  node_history: { columns: { node: "integer", seq: "integer" }, key: ["node", "seq"] },
  edge: {
    columns: {
      src: "integer",
      rel: "integer",
      dst: "integer",
      q: "text",
      created_seq: "integer",
      ended_seq: "integer",
      evidence: "integer",
      props: "text",
    },
    key: ["src", "rel", "dst", "q", "created_seq"],
  },
  alias: {
    columns: { scheme: "text", value: "text", node: "integer", created_seq: "integer", ended_seq: "integer" },
    key: ["scheme", "value", "created_seq"],
  },
  pointer: {
    columns: {
      node: "integer",
      name: "text",
      target: "integer",
      created_seq: "integer",
      ended_seq: "integer",
    },
    key: ["node", "name", "created_seq"],
  },
  version: {
    columns: { parent: "integer", node: "integer", number: "integer", at: "integer" },
    key: ["parent", "node"],
  },
  latest: { columns: { node: "integer", kind: "text", member: "integer", at: "integer" }, key: ["node"] },
  attribute: {
    columns: { node: "integer", space: "text", name: "text", text: "text", num: "real" },
    key: ["node", "space", "name"],
  },
  metric: {
    columns: {
      key: "integer",
      node: "integer",
      name: "text",
      last: "real",
      last_code: "integer",
      last_step: "integer",
      last_at: "integer",
      min: "real",
      max: "real",
      count: "integer",
    },
    key: ["key"],
    fixed: ["node", "name"],
  },
  metric_point: {
    columns: {
      metric: "integer",
      step: "integer",
      at: "integer",
      value: "real",
      code: "integer",
      seq: "integer",
    },
    key: ["metric", "step", "at", "value", "code"],
  },
  search: { columns: { node: "integer", title: "text", body: "text" }, key: ["node"] },
  cursor: { columns: { name: "text", seq: "integer" }, key: ["name"] },
  token: {
    columns: {
      id: "text",
      hash: "bytes",
      agent: "text",
      scope: "text",
      created_at: "integer",
      expires_at: "integer",
      last_used_at: "integer",
      revoked_at: "integer",
    },
    key: ["id"],
  },
  rejected_event: {
    columns: {
      id: "text",
      received_at: "integer",
      source: "text",
      actor: "text",
      code: "text",
      message: "text",
      payload: "text",
    },
    key: ["id"],
  },
};

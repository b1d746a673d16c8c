import type { Words } from "./words.ts";

/** The first schema. Frozen: a change of the schema is a new migration. */
export function initial({ integer, real, text, bytes, clustered, include }: Words): readonly string[] {
  return [
    `create table ledger (
      seq ${integer} not null primary key,
      recorded_at ${integer} not null,
      actor ${text} not null,
      source ${text} not null,
      format ${integer} not null,
      payload_digest ${bytes} not null,
      leaf ${bytes} not null
    )`,
    `create index ledger_recorded_at on ledger (recorded_at)`,
    `create table ledger_payload (
      seq ${integer} not null primary key,
      salt ${bytes},
      payload ${text} not null
    )`,
    `create table ledger_head (
      id ${integer} not null primary key,
      size ${integer} not null,
      recorded_at ${integer} not null,
      frontier ${bytes} not null,
      last_node ${integer} not null,
      last_metric ${integer} not null
    )`,
    `create table merkle_node (
      level ${integer} not null,
      position ${integer} not null,
      hash ${bytes} not null,
      primary key (level, position)
    ) ${clustered}`,
    `create table checkpoint (
      size ${integer} not null primary key,
      note ${text} not null
    )`,
    `create table node (
      key ${integer} not null primary key,
      id ${text} not null,
      kind ${text} not null,
      project ${text} not null,
      sensitivity ${text},
      known ${integer} not null,
      hidden ${integer} not null,
      at ${integer},
      props ${text} not null,
      created_seq ${integer} not null,
      updated_seq ${integer} not null
    )`,
    `create unique index node_id on node (id)`,
    `create index node_kind on node (kind, key)`,
    `create index node_at on node (kind, at, key)`,
    `create table node_history (
      node ${integer} not null,
      seq ${integer} not null,
      primary key (node, seq)
    ) ${clustered}`,
    `create index node_history_seq on node_history (seq)`,
    `create table edge (
      src ${integer} not null,
      rel ${integer} not null,
      dst ${integer} not null,
      q ${text} not null,
      created_seq ${integer} not null,
      ended_seq ${integer},
      evidence ${integer} not null,
      props ${text},
      primary key (src, rel, dst, q, created_seq) ${include("ended_seq")}
    ) ${clustered}`,
    `create index edge_in on edge (dst, rel, src, created_seq, ended_seq)`,
    `create table alias (
      scheme ${text} not null,
      value ${text} not null,
      node ${integer} not null,
      created_seq ${integer} not null,
      ended_seq ${integer},
      primary key (scheme, value, created_seq)
    )`,
    `create index alias_node on alias (node)`,
    `create table pointer (
      node ${integer} not null,
      name ${text} not null,
      target ${integer} not null,
      created_seq ${integer} not null,
      ended_seq ${integer},
      primary key (node, name, created_seq)
    ) ${clustered}`,
    `create index pointer_target on pointer (target)`,
    `create table version (
      parent ${integer} not null,
      node ${integer} not null,
      number ${integer},
      primary key (parent, node)
    ) ${clustered}`,
    `create index version_number on version (parent, number)`,
    `create table attribute (
      node ${integer} not null,
      space ${text} not null,
      name ${text} not null,
      text ${text} not null,
      num ${real},
      primary key (node, space, name)
    ) ${clustered}`,
    `create index attribute_text on attribute (space, name, text, node)`,
    `create index attribute_num on attribute (space, name, num, node) where num is not null`,
    `create table metric (
      key ${integer} not null primary key,
      node ${integer} not null,
      name ${text} not null,
      last ${real} not null,
      last_code ${integer} not null,
      last_step ${integer} not null,
      last_at ${integer} not null,
      min ${real},
      max ${real},
      count ${integer} not null
    )`,
    `create unique index metric_node on metric (node, name)`,
    `create index metric_last on metric (name, last, node)`,
    `create table metric_point (
      metric ${integer} not null,
      step ${integer} not null,
      at ${integer} not null,
      value ${real} not null,
      code ${integer} not null,
      seq ${integer} not null,
      primary key (metric, step, at, value, code)
    ) ${clustered}`,
    `create table cursor (
      name ${text} not null primary key,
      seq ${integer} not null
    )`,
    `create table token (
      id ${text} not null primary key,
      hash ${bytes} not null,
      agent ${text} not null,
      scope ${text} not null,
      created_at ${integer} not null,
      expires_at ${integer},
      last_used_at ${integer},
      revoked_at ${integer}
    )`,
  ];
}

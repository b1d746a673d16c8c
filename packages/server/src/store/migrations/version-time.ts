import type { Words } from "./words.ts";

/** When versions came to be, and which reads are bound to them. */
export function versionTime({ integer }: Words): readonly string[] {
  return [
    `alter table version add column at ${integer}`,
    `update version set at = (
      select coalesce(node.at, ledger.recorded_at) from node join ledger on ledger.seq = node.created_seq
      where node.key = version.node
    )`,
    `create index version_at on version (parent, at)`,
    `create index version_initial on version (parent) where at is null`,
    `create index edge_bound on edge (dst) where evidence = 3 and ended_seq is null`,
  ];
}

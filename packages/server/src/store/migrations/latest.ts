import type { Words } from "./words.ts";

/** The last version or run of each node that has any, for orders and filters; and the pointers that hold, for lists. */
export function latest({ integer, text }: Words): readonly string[] {
  const runOf = 14;
  return [
    `create table latest (
      node ${integer} not null primary key,
      kind ${text} not null,
      member ${integer} not null,
      at ${integer}
    )`,
    `create index latest_at on latest (kind, at, node)`,
    `create index latest_member on latest (member)`,
    `insert into latest (node, kind, member, at)
      select parent.key, parent.kind, v.node, v.at from node as parent
      join version as v on v.parent = parent.key and v.node = (
        select other.node from version as other where other.parent = parent.key and other.at is not null
        order by other.at desc, other.node desc limit 1
      )`,
    `insert into latest (node, kind, member, at)
      select parent.key, parent.kind, run.key, run.at from node as parent
      join node as run on run.key = (
        select max(e.src) from edge as e where e.dst = parent.key and e.rel = ${runOf} and e.ended_seq is null
      )
      where parent.kind in ('Job', 'Experiment')`,
    // With every column, else SQLite would rather read all moves of a node, which its primary key has together.
    `create index pointer_held on pointer (node, name, created_seq, target, ended_seq) where ended_seq is null`,
  ];
}

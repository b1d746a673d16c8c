import { canonicalize, type Kind, type NodeId, type Props } from "@begat/core";
import type { Selectable } from "kysely";
import type { Row } from "../database.ts";
import type { NodeTable } from "../tables.ts";
import type { NodeState } from "./state.ts";

/** A row of the node table as a transaction sees it; the properties are parsed when they are first looked at. */
export function nodeState(row: Selectable<NodeTable>): NodeState {
  let props: Props | undefined;
  return {
    key: row.key,
    id: row.id as NodeId,
    kind: row.kind as Kind,
    project: row.project,
    known: row.known === 1,
    hidden: row.hidden === 1,
    at: row.at,
    get props() {
      props ??= JSON.parse(row.props) as Props;
      return props;
    },
    created_seq: row.created_seq,
    updated_seq: row.updated_seq,
  };
}

/** A node as the values of its row. Properties are canonical, so that a rebuilt row is the same text. */
export function nodeRow(node: NodeState): Row {
  const { sensitivity } = node.props;
  return [
    node.key,
    node.id,
    node.kind,
    node.project,
    typeof sensitivity === "string" ? sensitivity : null,
    Number(node.known),
    Number(node.hidden),
    node.at,
    canonicalize(node.props),
    node.created_seq,
    node.updated_seq,
  ];
}

import type { Edge, Lineage } from "@begat/client/browser";
import type { NodeId, Relation } from "@begat/core";
import { adjacencyOf } from "./adjacency.ts";
import type { ViewGraph } from "./view-graph.ts";

/** A column of a dataset, or one that a model uses. */
export interface ColumnRow {
  readonly feature: NodeId;
  /** What the column is called there. */
  readonly name: string;
}

/** The columns of a node of the drawing, and what they were derived from. */
export interface Columns {
  readonly rows: readonly ColumnRow[];
  readonly derivations: readonly Edge[];
}

/** What joins two columns that are shown. */
export interface ColumnEdge {
  readonly id: string;
  readonly from: NodeId;
  readonly fromFeature: NodeId;
  readonly to: NodeId;
  readonly toFeature: NodeId;
  /** The edge between the features; undefined where the column is the same. */
  readonly edge: Edge | undefined;
}

/** The relations by which a version has columns. */
export const COLUMN_RELATIONS = [
  "derived-from",
  "has-feature",
  "uses-feature",
] as const satisfies readonly Relation[];

/** The columns of one version, from the lineage of that version along `COLUMN_RELATIONS`. */
export function columnsIn(version: NodeId, { edges }: Pick<Lineage, "edges">): Columns {
  const rows = new Map<NodeId, ColumnRow>();
  for (const { from, rel, to, q } of edges) {
    const has = rel === "has-feature" || rel === "uses-feature";
    if (from === version && has) rows.set(to, { feature: to, name: q === "" ? lastSegment(to) : q });
  }
  const isIn = (edge: Edge): boolean => rows.has(edge.from) && (edge.q === "" || edge.q === version);
  return {
    rows: [...rows.values()],
    derivations: edges.filter((edge) => edge.rel === "derived-from" && isIn(edge)),
  };
}

function lastSegment(feature: NodeId): string {
  return decodeURIComponent(feature.slice(feature.lastIndexOf("/") + 1));
}

/**
 * The lines between columns: from each node whose columns are shown to the nearest such nodes upstream of it, where a
 * column is the same or was derived from one there.
 */
export function columnEdges(view: ViewGraph, columns: ReadonlyMap<NodeId, Columns>): readonly ColumnEdge[] {
  const { causes } = adjacencyOf(view.edges);
  const nearestOpen = (id: NodeId): readonly NodeId[] => {
    const found = new Set<NodeId>();
    const seen = new Set([id]);
    const queue = [id];
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      for (const { to } of causes.get(at) ?? []) {
        if (seen.has(to)) continue;
        seen.add(to);
        if (columns.has(to)) found.add(to);
        else queue.push(to);
      }
    }
    return [...found];
  };
  return [...columns].flatMap(([id, own]) =>
    nearestOpen(id).flatMap((other) => between(id, own, other, columns.get(other)?.rows ?? [])),
  );
}

function between(from: NodeId, own: Columns, to: NodeId, rows: readonly ColumnRow[]): ColumnEdge[] {
  const there = new Set(rows.map(({ feature }) => feature));
  const lines = new Map<string, ColumnEdge>();
  const add = (fromFeature: NodeId, toFeature: NodeId, edge: Edge | undefined): void => {
    if (!there.has(toFeature)) return;
    const id = `${from} ${fromFeature} ${to} ${toFeature}`;
    if (!lines.has(id)) lines.set(id, { id, from, fromFeature, to, toFeature, edge });
  };
  for (const edge of own.derivations) add(edge.from, edge.to, edge);
  for (const { feature } of own.rows) add(feature, feature, undefined);
  return [...lines.values()];
}

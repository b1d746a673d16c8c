import type { Assertion, Direction, NodeId, Props, Relation } from "@begat/core";
import { mergePatch } from "@begat/core";

export interface ReferenceEdge {
  readonly from: NodeId;
  readonly rel: Relation;
  readonly to: NodeId;
  readonly q: string;
}

/** A graph kept whole in memory, which the stores must agree with. */
export class Reference {
  readonly edges: ReadonlyMap<string, ReferenceEdge>;
  readonly props: ReadonlyMap<NodeId, Props>;

  constructor(
    edges: ReadonlyMap<string, ReferenceEdge> = new Map(),
    props: ReadonlyMap<NodeId, Props> = new Map(),
  ) {
    this.edges = edges;
    this.props = props;
  }

  /** The graph after some assertions more. */
  after(assertions: readonly Assertion[]): Reference {
    const edges = new Map(this.edges);
    const props = new Map(this.props);
    for (const item of assertions) {
      if (item.assert === "node") props.set(item.id, mergePatch(props.get(item.id) ?? {}, item.props));
      if (item.assert !== "edge" && item.assert !== "end") continue;
      const { from, rel, to, q = "" } = item;
      for (const id of [from, to]) props.set(id, props.get(id) ?? {});
      if (item.assert === "edge") edges.set(`${from} ${rel} ${to} ${q}`, { from, rel, to, q });
      else edges.delete(`${from} ${rel} ${to} ${q}`);
    }
    return new Reference(edges, props);
  }

  along(relations: readonly Relation[]): readonly ReferenceEdge[] {
    return [...this.edges.values()].filter((edge) => relations.includes(edge.rel));
  }

  /** The ids that a walk must find, the roots included, with how far away each is. */
  walk(
    roots: readonly NodeId[],
    direction: Direction,
    relations: readonly Relation[],
    depth = Infinity,
  ): ReadonlySet<NodeId> {
    const found = new Set<NodeId>(roots.filter((root) => this.props.has(root)));
    if (direction === "both") {
      const both = [
        this.walk(roots, "upstream", relations, depth),
        this.walk(roots, "downstream", relations, depth),
      ];
      return new Set(both.flatMap((ids) => [...ids]));
    }
    let frontier = [...found];
    for (let level = 0; level < depth && frontier.length > 0; level++) {
      const next = this.along(relations).flatMap(({ from, to }) => {
        const [known, other] = direction === "upstream" ? [from, to] : [to, from];
        return frontier.includes(known) && !found.has(other) ? [other] : [];
      });
      frontier = [...new Set(next)];
      for (const id of frontier) found.add(id);
    }
    return found;
  }
}

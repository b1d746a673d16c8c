import { formatId, type NodeId, type Props } from "@begat/core";
import { objectsOf, textOf } from "./facets.ts";

interface Owner {
  readonly id: NodeId;
  /** The kind of ownership as the qualifier of the edge. */
  readonly role: { readonly q?: string };
}

const DOTTED = /(?:^|\/)\.{0,2}(?=\/|$)/;
const MAX_NAME = 150;

/** The owners that a facet names, such as `team:data`. */
export function ownersOf(facet: Props): readonly Owner[] | undefined {
  if (!Array.isArray(facet.owners)) return undefined;
  return objectsOf(facet.owners).flatMap(({ name, type }) => {
    const agent = textOf(name);
    if (agent === undefined || agent.length > MAX_NAME || DOTTED.test(agent)) return [];
    const q = textOf(type)?.slice(0, MAX_NAME);
    return [{ id: formatId({ kind: "Agent", name: agent }), role: q === undefined ? {} : { q } }];
  });
}

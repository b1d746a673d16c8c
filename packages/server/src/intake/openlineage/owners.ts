import { formatId, type Props } from "@begat/core";
import { objectsOf, textOf } from "./facets.ts";

const DOTTED = /(?:^|\/)\.{0,2}(?=\/|$)/;
const MAX_NAME = 150;
const MAX_OWNERS = 1000;

/** The owners that a facet names, such as `team:data`, each with the kind of ownership: all that the thing has. */
export function ownersOf(facet: Props): readonly Props[] | undefined {
  if (!Array.isArray(facet.owners)) return undefined;
  const owners = objectsOf(facet.owners).flatMap(({ name, type }): readonly Props[] => {
    const said = textOf(name);
    if (said === undefined || said.length > MAX_NAME || DOTTED.test(said)) return [];
    const agent = formatId({ kind: "Agent", name: said });
    const role = textOf(type)?.slice(0, MAX_NAME);
    return [role === undefined ? { agent } : { agent, role }];
  });
  return owners.slice(0, MAX_OWNERS);
}

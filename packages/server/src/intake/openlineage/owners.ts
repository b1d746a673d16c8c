import { formatId, type NodeId, type Props } from "@begat/core";
import { objectsOf, textOf } from "./facets.ts";

const MAX_NAME = 150;
const MAX_OWNERS = 1000;

/** The owners that a facet names, such as `team:data`, each with the kind of ownership: all that the thing has. */
export function ownersOf(facet: Props): readonly Props[] | undefined {
  if (!Array.isArray(facet.owners)) return undefined;
  const owners = objectsOf(facet.owners).flatMap(({ name, type }): readonly Props[] => {
    const agent = agentOf(textOf(name));
    if (agent === undefined) return [];
    const role = textOf(type)?.slice(0, MAX_NAME).toWellFormed();
    return [role === undefined ? { agent } : { agent, role }];
  });
  return owners.slice(0, MAX_OWNERS);
}

/** The agent of a name; undefined where no id can be made of it. */
function agentOf(name: string | undefined): NodeId | undefined {
  if (name === undefined || name.length > MAX_NAME) return undefined;
  try {
    return formatId({ kind: "Agent", name });
  } catch {
    return undefined;
  }
}

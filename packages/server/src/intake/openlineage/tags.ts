import type { NodeId, Props } from "@begat/core";
import { featureIdOf } from "@begat/core/naming";
import { objectsOf, textOf } from "./facets.ts";

const MAX_NAME = 250;
const MAX_TAGS = 10_000;

/** The tags that a facet gives a thing and the columns of a dataset, `of` whose features they then are: all that they have. */
export function tagsOf(facet: Props, dataset?: NodeId): readonly Props[] | undefined {
  if (!Array.isArray(facet.tags)) return undefined;
  const tags = objectsOf(facet.tags).flatMap(({ key, value, field }): readonly Props[] => {
    const name = textOf(key);
    if (name === undefined || name.length > MAX_NAME || typeof value !== "string") return [];
    const column = textOf(field);
    if (column === undefined) return [{ key: name, value }];
    return dataset === undefined ? [] : [{ key: name, of: featureIdOf(dataset, column), value }];
  });
  return tags.slice(0, MAX_TAGS);
}

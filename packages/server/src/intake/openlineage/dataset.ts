import { type JsonValue, type NodeId, OWNERS, type Props, TAGS } from "@begat/core";
import { withoutSecrets } from "@begat/core/naming";
import type { DatasetOf } from "./event.ts";
import { type Facets, objectsOf, stated, textOf } from "./facets.ts";
import { ownersOf } from "./owners.ts";
import type { Statement } from "./statement.ts";
import { tagsOf } from "./tags.ts";

/** A dataset as an event tells of it. */
interface Described {
  readonly id: NodeId;
  readonly columns: readonly Column[];
  /** Whether there is something in it; not after it was dropped, and not by a new name alone. */
  readonly holdsContent: boolean;
}

/** Says of a dataset what its facets say, whatever reads or writes it. */
export function describeDataset(say: Statement, dataset: DatasetOf, facets: Facets): Described {
  const id = say.dataset(dataset);
  const tags = facets.read("tags", (facet) => tagsOf(facet, id));
  const owners = facets.read("ownership", ownersOf);
  const change = facets.read("lifecycleStateChange", lifecycleOf);
  const symlinks = facets.read("symlinks", identifiersOf);
  const schema = facets.read("schema", columnsOf);
  const description = facets.read("documentation", (facet) => textOf(facet.description));
  say.node(id, {
    name: withoutSecrets(dataset.name),
    namespace: withoutSecrets(dataset.namespace),
    schema: schema as JsonValue | undefined,
    description,
    [OWNERS]: owners,
    [TAGS]: tags,
    lifecycle: change === null ? null : change?.state,
    facets: nonEmpty(facets.rest()),
  });
  for (const other of symlinks ?? []) say.alsoNamed(id, other);
  if (change?.previous !== undefined) {
    const previous = say.dataset(change.previous);
    if (previous !== id) say.edge(id, "same-as", previous);
  }
  return { id, columns: schema ?? [], holdsContent: change?.state !== "drop" && change?.state !== "rename" };
}

/** A column as a dataset keeps it. */
export interface Column {
  readonly name: string;
  readonly type?: string;
  readonly description?: string;
  readonly fields?: readonly Column[];
}

/** The columns of a schema facet, those within them too. */
function columnsOf(facet: Props): readonly Column[] | undefined {
  return Array.isArray(facet.fields) ? objectsOf(facet.fields).flatMap(columnOf) : undefined;
}

function columnOf({ name, type, description, fields }: Props): readonly Column[] {
  const named = textOf(name);
  if (named === undefined) return [];
  const inner = objectsOf(fields).flatMap(columnOf);
  const said = stated({ type: textOf(type), description: textOf(description) });
  return [{ name: named, ...said, ...(inner.length > 0 && { fields: inner }) }];
}

/** What a version keeps of a schema: names and types make its identity, descriptions may change. */
export function typesOf(columns: readonly Column[]): JsonValue {
  return columns.map(({ name, type, fields }) => ({
    name,
    ...(type !== undefined && { type }),
    ...(fields !== undefined && { fields: typesOf(fields) }),
  }));
}

interface Lifecycle {
  readonly state: string;
  readonly previous?: { readonly namespace: string; readonly name: string };
}

function lifecycleOf({ lifecycleStateChange, previousIdentifier }: Props): Lifecycle | undefined {
  const state = textOf(lifecycleStateChange)?.toLowerCase();
  if (state === undefined) return undefined;
  const [previous] = identifiers([previousIdentifier ?? null]);
  return state === "rename" && previous !== undefined ? { state, previous } : { state };
}

function identifiersOf(facet: Props) {
  return Array.isArray(facet.identifiers) ? identifiers(facet.identifiers) : undefined;
}

function identifiers(list: JsonValue) {
  return objectsOf(list).flatMap(({ namespace, name }) => {
    const space = textOf(namespace)?.trim();
    const named = textOf(name)?.trim();
    return space && named ? [{ namespace: space, name: named }] : [];
  });
}

export function nonEmpty(members: Props): Props | undefined {
  return Object.keys(members).length > 0 ? members : undefined;
}

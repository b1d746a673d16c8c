import type { JsonValue, NodeId, Props } from "@begat/core";
import { featureIdOf } from "@begat/core/naming";
import { type Facets, membersOf, objectsOf, textOf } from "./facets.ts";
import type { Named, Statement } from "./statement.ts";

/** A column that another one is made from. */
export interface SourceColumn extends Named {
  readonly field: string;
  readonly transformations: JsonValue | undefined;
}

/** The columns that each column of a dataset is made from, and those that all of it depends on. */
export interface ColumnLineage {
  readonly fields: readonly (readonly [column: string, sources: readonly SourceColumn[]])[];
  readonly whole: readonly SourceColumn[];
}

/** Edges of one statement beyond this many would be no lineage but noise. */
const MAX_EDGES = 10_000;

/** What is said of a dataset's columns: by the lineage facet, or by the older one where that is missing. */
export function columnLineage(facets: Facets): ColumnLineage | undefined {
  const older = facets.read("columnLineage", (facet) => lineageOf(facet, "inputFields", facet.dataset));
  const told = (facet: Props) => lineageOf(facet, "inputs", facet.inputs);
  // What feeds the dataset as a whole is no edge without a run: the facet stays besides, until it is deleted.
  const isRead = facets.peek("lineage", feeds) === false;
  const newer = isRead ? facets.read("lineage", told) : facets.peek("lineage", told);
  return newer ?? older ?? undefined;
}

/** Whether a lineage facet says more than what columns come from. */
function feeds({ inputs }: Props): boolean {
  return objectsOf(inputs).some(({ field }) => textOf(field) === undefined);
}

/** The columns that a map of fields names under `member`. */
export function lineageOf(facet: Props, member: string, whole: JsonValue | undefined): ColumnLineage {
  const fields = membersOf(facet.fields).map(
    ([column, field]) => [column, sourcesOf(field[member])] as const,
  );
  return { fields, whole: sourcesOf(whole) };
}

function sourcesOf(list: JsonValue | undefined): readonly SourceColumn[] {
  return objectsOf(list).flatMap(({ namespace, name, field, transformations }) => {
    const source = { namespace: textOf(namespace), name: textOf(name), field: textOf(field) };
    if (source.namespace === undefined || source.name === undefined || source.field === undefined) return [];
    return [{ ...(source as Named & { field: string }), transformations: kindsOf(transformations) }];
  });
}

/** What is done to a column on its way, `DIRECT IDENTITY`, without the text of the expression. */
function kindsOf(transformations: JsonValue | undefined): JsonValue | undefined {
  const kinds = objectsOf(transformations).flatMap(({ type, subtype, masking }) => {
    const words = [textOf(type), textOf(subtype), masking === true ? "MASKED" : undefined];
    return words.filter((word) => word !== undefined).join(" ");
  });
  return kinds.length === 0 ? undefined : [...new Set(kinds)].sort();
}

/** Says which columns the columns of a dataset came from, in the version that was written so. */
export function describeColumns(
  say: Statement,
  dataset: NodeId,
  { fields, whole }: ColumnLineage,
  version?: NodeId,
): void {
  // Those that all of it depends on come up again for every column.
  const features = new Map<SourceColumn, NodeId>();
  const featureOf = (source: SourceColumn): NodeId => {
    const known = features.get(source) ?? featureIdOf(say.dataset(source), source.field);
    features.set(source, known);
    return known;
  };
  let edges = 0;
  for (const [column, sources] of fields) {
    if (column === "") continue;
    const from = featureIdOf(dataset, column);
    for (const source of [...sources, ...whole]) {
      if (++edges > MAX_EDGES) {
        say.leftOut(
          `more than ${MAX_EDGES} pairs of columns are said of ${dataset}: the first are recorded; send the others in another event`,
          dataset,
        );
        return;
      }
      const to = featureOf(source);
      const { transformations } = source;
      if (from !== to)
        say.edge(from, "derived-from", to, {
          q: version,
          props: transformations === undefined ? undefined : { transformations },
        });
    }
  }
}

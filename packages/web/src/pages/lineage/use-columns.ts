import type { Lineage } from "@begat/client/browser";
import { type UseQueryResult, useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import { graphQuery } from "../../api/queries.ts";
import { COLUMN_RELATIONS, type Columns, columnsIn } from "./graph/columns.ts";
import type { ViewGraph } from "./graph/view-graph.ts";

const MOST_NODES = 5000;

/** The columns of some datasets and models of a drawing: those of the newest version that it has. */
export function useColumns(
  view: ViewGraph,
  wanted: readonly string[] | undefined,
  asOf: number | undefined,
): ReadonlyMap<string, Columns> {
  const versions = useMemo(() => {
    const ids = new Set(wanted);
    return view.nodes
      .filter(({ id }) => ids.has(id))
      .map(({ id, members }) => ({ id, version: members[0]?.id ?? id }));
  }, [view, wanted]);
  const answers = useQueries({
    queries: versions.map(({ version }) =>
      graphQuery(version, {
        direction: "upstream",
        relations: [...COLUMN_RELATIONS],
        depth: 2,
        limit: MOST_NODES,
        ...(asOf !== undefined && { as_of: String(asOf) }),
      }),
    ),
    combine: answersOf,
  });
  return useMemo(
    () =>
      new Map(
        versions.flatMap(({ id, version }, index): [string, Columns][] => {
          const lineage = answers[index];
          return lineage === undefined ? [] : [[id, columnsIn(version, lineage)]];
        }),
      ),
    [versions, answers],
  );
}

function answersOf(results: readonly UseQueryResult<Lineage, Error>[]): readonly (Lineage | undefined)[] {
  return results.map(({ data }) => data);
}

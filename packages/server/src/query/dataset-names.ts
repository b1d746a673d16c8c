import type { NodeId, Props } from "@begat/core";
import { datasetIdOf, datasetUri, officialName } from "@begat/core/naming";
import type { Alias } from "../store/port/nodes.ts";
import type { DatasetNamesAnswer } from "./answers.ts";
import type { DatasetNamesArgs } from "./args.ts";
import type { QueryContext } from "./context.ts";

const ALIASES = 100;

/** The names of datasets to OpenLineage: those by which events told of them, else those of their URIs. Others have none. */
export async function datasetNames(
  context: QueryContext,
  { ids, as_of }: DatasetNamesArgs,
): Promise<DatasetNamesAnswer> {
  const graph = await context.graph(as_of);
  const [nodes, aliases] = await Promise.all([graph.nodes(ids), graph.aliasesOf(ids, ALIASES)]);
  const named = nodes.flatMap(({ id, props }) => {
    const name = nameOf(id, props, aliases.get(id) ?? []);
    return name === undefined ? [] : [[id, name] as const];
  });
  return Object.fromEntries(named);
}

function nameOf(id: NodeId, { namespace, name }: Props, aliases: readonly Alias[]) {
  const uris = aliases.filter(({ scheme }) => scheme === "uri").map(({ value }) => value);
  // Clients may call a dataset as they like.
  const isOfEvent = typeof namespace === "string" && typeof name === "string" && namespace.trim() !== "";
  if (isOfEvent && name.trim() !== "" && uris.includes(datasetUri(namespace, name)))
    return { namespace, name };
  const own = uris.find((uri) => datasetIdOf(uri) === id) ?? uris[0];
  return own === undefined ? undefined : officialName(own);
}

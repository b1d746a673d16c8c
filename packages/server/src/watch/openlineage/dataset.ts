import { type JsonValue, type NodeId, type Props, parentOf, parseId } from "@begat/core";
import { officialName } from "@begat/core/naming";
import type { DatasetNamesAnswer } from "../../query/answers.ts";
import { facet } from "./facet.ts";

/** A dataset as an event names it. */
export interface DatasetOf {
  readonly namespace: string;
  readonly name: string;
  readonly facets: JsonValue;
}

const NAMESPACE = "begat";

/** A version of a dataset or a model as OpenLineage names it; nothing for what is neither. `names` are those of datasets. */
export function datasetOf(id: NodeId, props: Props, names: DatasetNamesAnswer): readonly DatasetOf[] {
  const parts = parseId(id);
  const { kind, name, version } = parts;
  if (version === undefined) return [];
  const schema = schemaOf(props.schema);
  const facets: Record<string, JsonValue> = {
    version: facet("1-0-1/DatasetVersionDatasetFacet", { datasetVersion: version }),
  };
  if (kind === "ModelVersion")
    facets.datasetType = facet("1-0-1/DatasetTypeDatasetFacet", { datasetType: "MODEL" });
  if (schema.length > 0) facets.schema = facet("1-2-0/SchemaDatasetFacet", { fields: schema });
  const known = names[parentOf(parts) as NodeId] ?? namedBy(kind, name, props.location);
  return [{ ...known, facets }];
}

/** By where the data is; else by its name here. */
function namedBy(kind: string, name: string, location: JsonValue | undefined) {
  const official =
    kind !== "ModelVersion" && typeof location === "string" ? officialName(location) : undefined;
  return official ?? { namespace: NAMESPACE, name };
}

function schemaOf(schema: JsonValue | undefined): readonly Props[] {
  if (!Array.isArray(schema)) return [];
  return (schema as readonly JsonValue[]).flatMap((column): readonly Props[] => {
    const { name, type } = (column ?? {}) as Props;
    if (typeof name !== "string") return [];
    return [typeof type === "string" ? { name, type } : { name }];
  });
}

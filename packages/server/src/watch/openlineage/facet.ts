import type { JsonValue, Props } from "@begat/core";
import { VERSION } from "../../version.ts";

/** Who says it, as OpenLineage names producers: by a URI. */
export const PRODUCER = `https://begat.dev/${VERSION}`;

/** A facet of a published schema, such as `1-1-1/ProcessingEngineRunFacet`. */
export function facet(schema: string, members: Props): JsonValue {
  const name = schema.slice(schema.indexOf("/") + 1);
  return {
    _producer: PRODUCER,
    _schemaURL: `https://openlineage.io/spec/facets/${schema}.json#/$defs/${name}`,
    ...members,
  };
}

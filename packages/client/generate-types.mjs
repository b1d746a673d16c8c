import openapiTS, { astToString } from "openapi-typescript";
import { documentOf } from "../server/dist/http/openapi.js";
import { NATIVE_ROUTES } from "../server/dist/http/routes.js";

/** The types of the API, made from the OpenAPI document of the built server. */
export async function generateTypes() {
  const document = JSON.parse(JSON.stringify(documentOf(NATIVE_ROUTES, "0")));
  const types = astToString(await openapiTS(document, { immutable: true, alphabetize: true }));
  return `// Made from the OpenAPI document by scripts/generate-client.mjs; do not edit.\n\n${types}`;
}

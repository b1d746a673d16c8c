import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import { expect, test } from "vitest";
import { documentOf } from "../../server/src/http/openapi.ts";
import { ROUTES } from "../../server/src/http/routes.ts";

const HEADER = "// Generated from the OpenAPI document of the server: npm run generate -w packages/client\n\n";

test("the types of the API are those of the server's OpenAPI document", async () => {
  // The generator says 3.0 in its types and reads 3.1.
  const document = documentOf(ROUTES, "") as unknown as OpenAPI3;
  const types = astToString(await openapiTS(document, { alphabetize: true, immutable: true }));
  await expect(HEADER + types).toMatchFileSnapshot("../src/__generated__/api.ts");
});

import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { documentOf } from "../packages/server/dist/http/openapi.js";
import { ROUTES } from "../packages/server/dist/http/routes.js";

const FILE = fileURLToPath(new URL("../packages/client/src/__generated__/api.ts", import.meta.url));

// It lies beside the client, for it needs an older TypeScript than the workspace has.
const client = createRequire(new URL("../packages/client/package.json", import.meta.url));
const { default: openapiTS, astToString } = await import(
  pathToFileURL(client.resolve("openapi-typescript")).href.replace(/\.cjs$/, ".mjs")
);

/** The types of the client, made from the OpenAPI document of the built server. */
export async function generateClient() {
  const document = JSON.parse(JSON.stringify(documentOf(ROUTES, "0")));
  const types = astToString(await openapiTS(document, { immutable: true, alphabetize: true }));
  return `// Made from the OpenAPI document by scripts/generate-client.mjs; do not edit.\n\n${types}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(FILE, await generateClient());

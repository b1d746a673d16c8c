import type { TestProject } from "vitest/node";
import { createTestDatabase, postgresUrl } from "../engines.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A database that has Begat's tables and nothing in them; undefined without PostgreSQL. */
    readonly postgresTemplate: string | undefined;
  }
}

/** Makes the database before the first test file, for to copy it is faster than to make its tables; drops it after the last. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (postgresUrl() === undefined) return undefined;
  const { name, url, drop } = await createTestDatabase();
  const { openStore } = await import("../../packages/server/src/store/open.ts");
  await (await openStore(url)).close();
  project.provide("postgresTemplate", name);
  return drop;
}

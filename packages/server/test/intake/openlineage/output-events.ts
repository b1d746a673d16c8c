import type { TestLedger } from "../../store/open-ledger.ts";
import { wholeGraph } from "./graph.ts";

export const users = { namespace: "s3://lake", name: "users" };
export const orders = { namespace: "s3://lake", name: "orders" };

export const event = (eventType: string, hour: number, changes: object = {}): object => ({
  eventTime: `2026-04-28T${String(hour).padStart(2, "0")}:00:00.000Z`,
  eventType,
  run: { runId: "writer" },
  job: { namespace: "etl", name: "load" },
  ...changes,
});
export const names = (...outputs: object[]): object => ({ outputs });
export const inVersion = (datasetVersion: string): object => ({
  ...users,
  facets: { version: { datasetVersion } },
});
export const gone = (lifecycleStateChange: string): object => ({
  ...users,
  facets: { lifecycleStateChange: { lifecycleStateChange } },
});
export const hive = { namespace: "hive://metastore", name: "db.users" };
/** From then on both names are names of one dataset. */
export const symlinked = event("OTHER", 1, {
  run: { runId: "linking" },
  ...names({ ...users, facets: { symlinks: { identifiers: [{ ...hive, type: "TABLE" }] } } }),
});

/** The graph, with the versions that `@latest` stands at. */
export async function graphOf({ database }: TestLedger) {
  const graph = await wholeGraph(database);
  const pointers = await database.sql
    .selectFrom("pointer")
    .innerJoin("node as target", "target.key", "pointer.target")
    .select("target.id")
    .where("ended_seq", "is", null)
    .where("name", "=", "latest")
    .execute();
  const latest = pointers.map(({ id }) => id).filter((id) => id in graph.nodes && !id.endsWith(":initial"));
  return { ...graph, latest: latest.sort() };
}

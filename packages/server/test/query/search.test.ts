import { describe, expect, it } from "vitest";
import { STORE_ENGINES } from "../stores.ts";
import { storeWith } from "./ask.ts";
import { CHURN } from "./churn.ts";

describe.each(STORE_ENGINES)("search on $name", (engine) => {
  const store = storeWith(engine, CHURN);

  it("finds nodes by the words of their ids, texts and tags, of some kinds, without hidden ones", async () => {
    await store.ledger.say(
      { assert: "node", id: "run:hidden", props: { note: "risk" } },
      { assert: "hide", id: "run:hidden" },
    );
    while ((await store.ledger.writer.index()) !== 0);
    const ids = async (q: string, kinds: readonly ("Run" | "Deployment")[] = []) =>
      (await store.ask("search", { q, kinds })).items.map(({ id }) => id).sort();
    expect(await ids("risk")).toEqual(["run:good"]);
    expect(await ids("churn", ["Deployment"])).toEqual([
      "deploy:prod-1",
      "deploy:prod-2",
      "deploy:staging-1",
    ]);
    expect(await ids("stag")).toEqual(["deploy:staging-1"]);
    expect(await ids("nothing of the kind")).toEqual([]);
    expect(await ids("'; -- \"")).toEqual([]);
  });

  it("answers no more than it was asked for, and shows what matched", async () => {
    while ((await store.ledger.writer.index()) !== 0);
    const { items } = await store.ask("search", { q: "finished", limit: 1 });
    expect(items).toHaveLength(1);
    expect(items[0]?.excerpt).toContain("\u0002finished\u0003");
  });

  it("begins with the node that the text names, which no word of it need find", async () => {
    await store.ledger.say(
      { assert: "node", id: "ds:lake/users", props: { name: "Users" } },
      { assert: "node", id: "run:uses", props: { note: "ds:lake/users" } },
      { assert: "alias", scheme: "uri", value: "s3://bucket/path", of: "ds:lake/users" },
      { assert: "alias", scheme: "mlflow.experiment", value: "42", of: "exp:named" },
    );
    while ((await store.ledger.writer.index()) !== 0);
    const ids = async (q: string, kinds: readonly ("Run" | "Dataset")[] = []) =>
      (await store.ask("search", { q, kinds })).items.map(({ id }) => id);
    expect((await ids("ds:lake/users")).filter((id) => id === "ds:lake/users")).toHaveLength(1);
    expect((await ids("ds:lake/users"))[0]).toBe("ds:lake/users");
    expect(await ids("s3://bucket/path")).toEqual(["ds:lake/users"]);
    expect(await ids(" uri:s3://bucket/path ")).toEqual(["ds:lake/users"]);
    expect(await ids("mlflow.experiment:42")).toEqual(["exp:named"]);
    expect(await ids("s3://bucket/path", ["Run"])).toEqual([]);
    expect((await store.ask("search", { q: "ds:lake/users", limit: 1 })).items).toEqual([
      { id: "ds:lake/users", kind: "Dataset", title: "ds:lake/users Users", excerpt: "" },
    ]);
    await store.ledger.say({ assert: "hide", id: "ds:lake/users" });
    expect(await ids("s3://bucket/path")).toEqual([]);
  });
});

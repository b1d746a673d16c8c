import { createHash } from "node:crypto";
import { once } from "node:events";
import { chmod, mkdir, symlink } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { SqliteStore } from "../../src/import/mlflow/sqlite-store.ts";
import { begat } from "../cli/begat.ts";
import { post, startServer } from "../http/server.ts";
import { forwarding } from "./forwarding.ts";
import { databaseOf, graphOf, importInto } from "./record.ts";
import { Workplace } from "./workplace.ts";

const at = new Workplace();

const SECRET = "the secret of another folder";
const SOME = `sha256:${createHash("sha256").update("some").digest("hex")}`;

/** Runs something without the rights of root, who may write everywhere. */
function asNobody<T>(run: () => T): T {
  if (process.geteuid?.() !== 0) return run();
  process.seteuid?.(65_534);
  try {
    return run();
  } finally {
    process.seteuid?.(0);
  }
}

describe("MLflow", () => {
  const META =
    "artifact_uri: file:///etc\nexperiment_id: '1'\nlifecycle_stage: active\nrun_id: r1\nstatus: 3\n";

  it("reads no artifacts from folders that its store names elsewhere, nor through links", async () => {
    await at.write("secret.txt", SECRET);
    await at.write("mlruns/1/meta.yaml", "experiment_id: '1'\nname: hostile\nlifecycle_stage: active\n");
    await at.write("mlruns/1/r1/meta.yaml", META);
    await at.write("mlruns/1/r2/meta.yaml", META.replace("/etc", at.folder).replaceAll("r1", "r2"));
    await at.write("mlruns/1/r3/meta.yaml", META.replaceAll("r1", "r3"));
    await mkdir(join(at.folder, "mlruns/1/r3/artifacts"));
    await symlink(join(at.folder, "secret.txt"), join(at.folder, "mlruns/1/r3/artifacts/link"));
    const { left, faults } = await importInto(at.server, ["mlflow", join(at.folder, "mlruns")]);
    expect(left.map(({ place }) => place)).toEqual(["run r1", "run r2"]);
    expect(faults).toEqual([]);
    expect(await graphOf(at.server)).not.toMatch(/run:r[123] has-artifact/);
  });

  it("runs that cannot be read are faults", async () => {
    await at.write("mlruns/2/meta.yaml", "experiment_id: '2'\nname: hostile-2\nlifecycle_stage: active\n");
    await at.write("mlruns/2/bad/meta.yaml", "{");
    await at.write("mlruns/2/worse/meta.yaml", "- 1");
    await at.write("mlruns/2/good/meta.yaml", META);
    await at.write("mlruns/2/good/metrics/loss", "1770000000000 0.5 0\nnonsense\n");
    const { code, faults } = await importInto(at.server, [
      "mlflow",
      join(at.folder, "mlruns"),
      "--artifacts",
      at.folder,
    ]);
    expect(code).toBe(1);
    expect(faults.map(({ place }) => place)).toEqual(["2/bad/meta.yaml", "run good", "2/worse/meta.yaml"]);
    expect(await graphOf(at.server)).toContain("run:good ");
  });

  it("metrics that cannot be read to their end keep what comes before, and all other metrics", async () => {
    await at.write("mlruns-3/3/meta.yaml", "experiment_id: '3'\nname: cut\nlifecycle_stage: active\n");
    await at.write("mlruns-3/3/cut/meta.yaml", META.replaceAll("r1", "cut"));
    await at.write("mlruns-3/3/cut/metrics/loss", "1770000000000 0.5 0\n17700");
    await at.write("mlruns-3/3/cut/metrics/recall", "1770000000000 0.75 0\n");
    const { faults } = await importInto(at.server, ["mlflow", join(at.folder, "mlruns-3")]);
    expect(faults).toEqual([{ place: "run cut", reason: expect.stringContaining("metrics/loss") }]);
    const graph = await graphOf(at.server);
    for (const metric of ["run:cut loss", "run:cut recall"]) expect(graph).toContain(metric);
  });

  it.each([
    ["a file that is no database", "x.db", "this is text", "x.db: is no SQLite database"],
    ["an empty file", "y.db", "", "is a database, but not one of MLflow"],
  ])("%s is refused", async (_, name, text, reason) => {
    const { code, err } = await begat([
      "import",
      "mlflow",
      await at.write(name, text),
      "--url",
      at.server.url,
    ]);
    expect(err).toContain(reason);
    expect(code).toBe(1);
  });

  it("a database that something else holds is said to be locked", async () => {
    const file = await databaseOf("mlflow/mlflow.sql", join(at.folder, "held.db"));
    const holder = new Database(file);
    holder.exec("begin exclusive");
    try {
      const { code, err } = await begat(["import", "mlflow", file, "--url", at.server.url]);
      expect(err).toContain("held.db: is locked");
      expect(code).toBe(69);
    } finally {
      holder.close();
    }
  });

  it("a database in WAL mode in a folder that cannot be written to says what to do", async () => {
    const file = await databaseOf("mlflow/mlflow.sql", join(at.folder, "log.db"));
    const writer = new Database(file);
    writer.pragma("journal_mode = WAL");
    writer.close();
    await chmod(at.folder, 0o555);
    expect(() => asNobody(() => new SqliteStore(file, undefined))).toThrow(
      "log.db: is in WAL mode, and read only where its folder can be written to; import a copy",
    );
    await chmod(at.folder, 0o755);
  });

  it.each([403, 500])(
    "a file that the server answers with %s is a fault with the server's reason",
    async (status) => {
      const source = await startServer();
      const run = { run_id: "refused", experiment: "exp:refused", artifacts: [{ id: SOME, path: "a.txt" }] };
      expect(await post(`${source.url}/artifacts`, "some")).toMatchObject({ body: { id: SOME } });
      await post(`${source.url}/metadata/run`, run);
      const between = await forwarding(source.url, [], "get-artifact", status);
      const { code, faults } = await importInto(at.server, ["mlflow", between.url]);
      between.close();
      await source.close();
      expect(faults).toEqual([
        { place: "run refused, a.txt", reason: expect.stringContaining(`/get-artifact: ${status}`) },
      ]);
      expect(code).toBe(1);
    },
  );

  it.each([
    ["of its URL", "ann:s%3Acret%40", {}, "Basic ann:s:cret@"],
    ["of its URL where they are no encoding", "ann:100%zz", {}, "Basic ann:100%zz"],
    [
      "of the environment",
      "",
      { MLFLOW_TRACKING_USERNAME: "ann", MLFLOW_TRACKING_PASSWORD: "secret" },
      "Basic ann:secret",
    ],
    ["of a token", "", { MLFLOW_TRACKING_TOKEN: "secret" }, "Bearer secret"],
    ["of nobody", "", {}, undefined],
  ])("is asked with the credentials %s, which no message has", async (_, user, env, expected) => {
    let sent: string | undefined;
    const other = createServer((request, response) => {
      sent = request.headers.authorization;
      response.writeHead(403, { "content-type": "application/json" }).end('{"message":"no"}');
    });
    await once(other.listen(0, "127.0.0.1"), "listening");
    const { port } = other.address() as AddressInfo;
    const place = `http://${user}${user && "@"}127.0.0.1:${port}`;
    const { out, err } = await begat(["import", "mlflow", place, "--url", at.server.url], { env });
    other.close();
    const [scheme, ...rest] = sent?.split(" ") ?? [];
    const read = scheme === "Basic" ? Buffer.from(rest.join(), "base64").toString() : rest.join();
    expect(sent && `${scheme} ${read}`).toBe(expected);
    expect(out + err).toMatch(new RegExp(`^begat: http://127.0.0.1:${port}/api/.*: 403 no\n$`));
  });

  it.each([
    [200, "answers with a page; see whether an MLflow server is there"],
    [404, "404 Not Found; see whether an MLflow server is there"],
    [
      401,
      "401 Unauthorized; set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN, or write ~/.mlflow/credentials",
    ],
  ])(
    "a page with status %s in place of MLflow is said to be one, with its address",
    async (status, reason) => {
      const other = createServer((_, response) => {
        response.writeHead(status, { "content-type": "text/html" }).end("<html>Sign in</html>");
      });
      await once(other.listen(0, "127.0.0.1"), "listening");
      const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
      const { err } = await begat(["import", "mlflow", `${url}/#/experiments/1`, "--url", at.server.url]);
      other.close();
      expect(err).toBe(`begat: ${url}/api/2.0/mlflow/experiments/search: ${reason}\n`);
    },
  );
});

import { once } from "node:events";
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { verifyLedger } from "../packages/server/src/store/ledger/verify.ts";
import { openStoreReader } from "../packages/server/src/store/open.ts";
import { begat } from "../packages/server/test/cli/begat.ts";
import { createTestDatabase, postgresUrl } from "./engines.ts";
import { type ServerProcess, startServer } from "./support/server.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "begat-servers-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Publishes a run and answers its receipt, or undefined when it was not acknowledged. */
async function publish(url: string, run_id: string): Promise<{ readonly seq: number } | undefined> {
  try {
    const answer = await fetch(`${url}/metadata/run`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        run_id,
        description: "x".repeat(2000),
        dataset_versions: ["ds:users:v12"],
        metrics: { auc: 0.9 },
      }),
    });
    return answer.ok ? ((await answer.json()) as { seq: number }) : undefined;
  } catch {
    return undefined;
  }
}

async function verify(location: string) {
  const database = await openStoreReader(location);
  try {
    return await verifyLedger(database, []);
  } finally {
    await database.close();
  }
}

describe("a folder", () => {
  it("is for one server: a second one says where the first is and stops", async () => {
    const first = await startServer(folder);
    try {
      await expect(startServer(folder)).rejects.toThrow(first.url);
    } finally {
      expect(await first.stop()).toBe(0);
    }
    const again = await startServer(folder);
    await again.stop();
  });
});

describe("a full disk", () => {
  it("stops the server with a clear message, and nothing acknowledged is lost", async () => {
    const limited = ["bash", "-c", `ulimit -f 6000; exec "$0" "$@"`, process.execPath];
    const server = await startServer(folder, [], limited);
    const acknowledged: number[] = [];
    for (let count = 0, goesOn = true; goesOn; count += 16) {
      const receipts = await Promise.all(
        Array.from({ length: 16 }, (_, index) => publish(server.url, `full-${count + index}`)),
      );
      acknowledged.push(...receipts.flatMap((receipt) => receipt?.seq ?? []));
      goesOn = receipts.some((receipt) => receipt !== undefined);
    }
    expect(await server.ended).toBe(74);
    expect(server.output()).toMatch(/cannot be written.*then start again/s);
    const { size, fault } = await verify(join(folder, "begat.db"));
    expect(fault).toBeUndefined();
    expect(acknowledged.length).toBeGreaterThan(0);
    expect(size).toBeGreaterThanOrEqual(Math.max(...acknowledged));
  });
});

/** A way to a database that can be shut and opened again. */
async function openGate(database: string) {
  const to = new URL(database);
  const sockets = new Set<Socket>();
  const gate = createServer((from) => {
    const onward = connect(Number(to.port || 5432), to.hostname);
    for (const socket of [from, onward]) sockets.add(socket.on("error", () => {}));
    from.pipe(onward).pipe(from);
  });
  gate.listen(0, "127.0.0.1");
  await once(gate, "listening");
  const { port } = gate.address() as AddressInfo;
  return {
    url: Object.assign(new URL(database), { hostname: "127.0.0.1", port: String(port) }).href,
    shut() {
      gate.close();
      for (const socket of sockets) socket.destroy();
    },
    async open() {
      gate.listen(port, "127.0.0.1");
      await once(gate, "listening");
    },
  };
}

describe.skipIf(postgresUrl() === undefined)("servers on one PostgreSQL", () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let servers: ServerProcess[];
  beforeEach(async () => {
    database = await createTestDatabase();
    servers = [];
  });
  afterEach(async () => {
    for (const server of servers) await server.stop();
    await database.drop();
  });

  const start = async (name: string): Promise<ServerProcess> => {
    const server = await startServer(join(folder, name), ["--database", database.url]);
    servers.push(server);
    return server;
  };

  /** Does what the settings page says that a second server needs. */
  async function startBoth(): Promise<readonly [ServerProcess, ServerProcess]> {
    const first = await start("a");
    await mkdir(join(folder, "b/artifacts"), { recursive: true });
    await copyFile(join(folder, "a/ledger.key"), join(folder, "b/ledger.key"));
    await symlink(join(folder, "a/artifacts/sha256"), join(folder, "b/artifacts/sha256"));
    return [first, await start("b")];
  }

  it("are found by their folder, which has no database", async () => {
    await start("a");
    const { code, err } = await begat(["run", "list", "--data", join(folder, "a")]);
    expect(err).toContain("There are no runs here");
    expect(code).toBe(0);
  });

  it("say that it is away while it is, and go on when it is back", async () => {
    const gate = await openGate(database.url);
    const server = await startServer(join(folder, "a"), ["--database", gate.url]);
    servers.push(server);
    expect(await publish(server.url, "before")).toMatchObject({ seq: 1 });
    gate.shut();
    for (const address of ["/runs", "/health", "/ledger/checkpoint"]) {
      const answer = await fetch(server.url + address);
      expect(answer.status).toBe(503);
      expect(await answer.text()).toContain("the database cannot be reached: ");
    }
    expect(await publish(server.url, "away")).toBeUndefined();
    const { code, err } = await begat(["run", "list", "--data", join(folder, "a")]);
    expect(err).toMatch(/^begat: the database cannot be reached: /);
    expect(code).toBe(69);
    await gate.open();
    expect(await publish(server.url, "after")).toMatchObject({ seq: 2 });
    gate.shut();
  });

  it("are told what is wrong with its URL, and print no password", async () => {
    const { href } = Object.assign(new URL(database.url), { password: "wrong" });
    const { code, err } = await begat(["serve", "--data", join(folder, "c"), "--database", href]);
    expect(err).toMatch(/^begat: the database cannot be reached: .+; check the user and the password/);
    expect(code).toBe(69);
    await publish((await start("a")).url, "one");
    const onto = ["ledger", "rebuild", "--data", folder, "--database", database.url, "--into", database.url];
    const taken = await begat(onto);
    expect(taken.err).toContain("holds a record");
    expect(taken.err).not.toContain(new URL(database.url).password);
  });

  it("write at once into one ledger without gaps that verifies", async () => {
    const both = await startBoth();
    const receipts = await Promise.all(
      Array.from({ length: 400 }, (_, index) =>
        publish(both[index % 2]!.url, `shared-${index % 300}-${index}`),
      ),
    );
    const seqs = receipts.map((receipt) => receipt?.seq).sort((one, other) => one! - other!);
    expect(seqs).toEqual(Array.from({ length: 400 }, (_, index) => index + 1));
    for (const server of both) await server.stop();
    expect(await verify(database.url)).toMatchObject({ size: 400 });
    expect((await verify(database.url)).fault).toBeUndefined();
  });

  it("have one key: a second one with another says which key signed the ledger, and stops", async () => {
    await start("a");
    const name = (await readFile(join(folder, "a/ledger.pub"), "utf8")).split("+")[0]!;
    await expect(start("b")).rejects.toThrow(`signed by the key ${name},`);
    await copyFile(join(folder, "a/ledger.key"), join(folder, "b/ledger.key"));
    await start("b");
  });

  it("take each other's cursors, and have each other's artifacts", async () => {
    const [a, b] = await startBoth();
    for (const run of ["one", "two"]) await publish(a.url, run);
    const page = async (url: string, cursor = "") =>
      (await (await fetch(`${url}/runs?limit=1${cursor}`)).json()) as {
        readonly items: readonly { readonly id: string }[];
        readonly next?: string;
      };
    const { items, next } = await page(a.url);
    const rest = await page(b.url, `&cursor=${next}`);
    expect([...items, ...rest.items].map(({ id }) => id).sort()).toEqual(["run:one", "run:two"]);
    for (const [put, get] of [
      [a, b],
      [b, a],
    ] as const) {
      const stored = await fetch(`${put.url}/artifacts`, {
        method: "POST",
        headers: { "content-type": "application/octet-stream" },
        body: put.url,
      });
      const { id } = (await stored.json()) as { readonly id: string };
      const got = await fetch(`${get.url}/artifacts/${id.replace(":", "/")}`);
      expect(await got.text()).toBe(put.url);
    }
  });
});

import { randomBytes } from "node:crypto";
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { Begat } from "../src/index.ts";
import { digestOf } from "../src/node/file-tree.ts";
import { cutAfter, Gateway } from "./gateway.ts";
import { TestServer } from "./server.ts";

let server: TestServer;
let gateway: Gateway;
let begat: Begat;
let folder: string;

beforeAll(async () => {
  server = await TestServer.start();
  gateway = await Gateway.to(server.url);
});

beforeEach(async () => {
  folder = await server.scratch();
  begat = new Begat({ url: gateway.url });
  gateway.mishap = () => false;
  gateway.seen.length = 0;
});

afterAll(async () => {
  gateway.close();
  await server.stop();
});

test("bytes, streams and files are stored under their hash", async () => {
  const bytes = new TextEncoder().encode("some bytes");
  const digest = digestOf(bytes);
  await writeFile(join(folder, "file"), bytes);
  expect(await begat.artifacts.stat(digest)).toBeUndefined();
  expect(await begat.artifacts.put(bytes)).toBe(digest);
  expect(await begat.artifacts.put(new Blob([bytes]))).toBe(digest);
  expect(await begat.artifacts.put(new Blob([bytes]).stream())).toBe(digest);
  expect(await begat.artifacts.put(join(folder, "file"))).toBe(digest);
  expect(gateway.seen.filter((request) => request.startsWith("PUT"))).toHaveLength(1);
  expect(await begat.artifacts.stat(digest)).toEqual({ digest, size: 10 });
  expect(await textOf(await begat.artifacts.get(digest))).toBe("some bytes");
  expect(await textOf(await begat.artifacts.get(digest, { start: 5, end: 8 }))).toBe("byt");
  expect(await begat.artifacts.verify(digest)).toMatchObject({ ok: true, size: 10 });
});

test("an upload that breaks off goes on where it stopped", async () => {
  const bytes = randomBytes(24 * 1024 * 1024);
  const file = join(folder, "large");
  await writeFile(file, bytes);
  let cuts = 0;
  gateway.mishap = (incoming, answer) => {
    if (incoming.method !== "PUT" || cuts >= 2) return false;
    cuts += 1;
    return cutAfter(server.url, 6 * 1024 * 1024)(incoming, answer);
  };
  const digest = await begat.artifacts.put(file);
  expect(cuts).toBe(2);
  expect(digest).toBe(digestOf(bytes));
  expect(await begat.artifacts.verify(digest)).toMatchObject({ ok: true, size: bytes.length });
  expect(await begat.artifacts.partial(digest)).toMatchObject({ complete: true });
});

test("a folder goes up and comes down the same", async () => {
  await mkdir(join(folder, "in/deep"), { recursive: true });
  await writeFile(join(folder, "in/b.txt"), "b");
  await writeFile(join(folder, "in/deep/ä.txt"), "a");
  await symlink(join(folder, "in/b.txt"), join(folder, "in/link.txt"));
  const digest = await begat.artifacts.put(join(folder, "in"));
  expect((await begat.node(digest)).props).toMatchObject({ files: 3 });
  const out = join(folder, "out");
  expect(await begat.artifacts.download(digest, out)).toEqual({ written: 3, kept: 0 });
  expect(await begat.artifacts.download(digest, out)).toEqual({ written: 0, kept: 3 });
  expect(await readFile(join(out, "deep/ä.txt"), "utf8")).toBe("a");
  expect(await readFile(join(out, "link.txt"), "utf8")).toBe("b");
  await writeFile(join(out, "b.txt"), "c");
  await expect(begat.artifacts.download(digest, out)).rejects.toMatchObject({ code: "conflict" });
});

test("a folder with nothing in it and one with more than files", async () => {
  expect(await begat.artifacts.put(folder)).toBe(digestOf('{"files":[],"tree":1}'));
  await symlink(folder, join(folder, "loop"));
  await expect(begat.artifacts.put(folder)).rejects.toMatchObject({ code: "invalid" });
});

test("nothing leaves the folder, and nothing false gets its name", async () => {
  const secret = await begat.artifacts.put(new TextEncoder().encode("x"));
  const files = `[{"digest":"${secret}","path":"../escaped","size":1}]`;
  const evil = await begat.artifacts.put(new TextEncoder().encode(`{"files":${files},"tree":1}`));
  await expect(begat.artifacts.download(evil, join(folder, "out"))).rejects.toMatchObject({
    code: "invalid",
  });
  gateway.mishap = (incoming, answer) => {
    if (incoming.method !== "GET") return false;
    answer.writeHead(200).end("y");
    return true;
  };
  await expect(begat.artifacts.download(secret, join(folder, "bad"))).rejects.toMatchObject({
    code: "hash_mismatch",
  });
  await expect(begat.artifacts.download(digestOf("never"), folder)).rejects.toMatchObject({
    code: "not_found",
  });
});

function textOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  return new Response(stream).text();
}

test("progress counts up to the whole, over a break, for folders, and when the server has it all", async () => {
  const file = join(folder, "large");
  await writeFile(file, randomBytes(17 * 1024 * 1024));
  await writeFile(join(folder, "small"), "small");
  let cuts = 0;
  gateway.mishap = (incoming, answer) =>
    incoming.headers["content-range"] !== undefined &&
    cuts++ === 0 &&
    cutAfter(server.url, 6 * 1024 * 1024)(incoming, answer);
  const seen: [number, number][] = [];
  const note = (sent: number, total: number) => void seen.push([sent, total]);
  const total = 17 * 1024 * 1024 + 5;
  await begat.artifacts.put(folder, note);
  expect(seen.length).toBeGreaterThan(10);
  expect(seen.at(-1)).toEqual([total, total]);
  expect(seen.every(([sent, of]) => sent <= of && of === total)).toBe(true);
  seen.length = 0;
  await begat.artifacts.put(join(folder, "small"), note);
  expect(seen).toEqual([[5, 5]]);
});

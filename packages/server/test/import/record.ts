import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { relationOfCode } from "@begat/core";
import Database from "better-sqlite3";
import { sql } from "kysely";
import { expect } from "vitest";
import { begat, type Ended } from "../cli/begat.ts";
import type { TestServer } from "../http/server.ts";

/** A folder of recorded inputs. */
export function fixture(path: string): string {
  return fileURLToPath(new URL(`../../../../fixtures/${path}`, import.meta.url));
}

/** The report of an import. */
export interface Report {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly faults: readonly { readonly place: string; readonly reason: string }[];
  readonly left: readonly { readonly place: string; readonly reason: string }[];
}

/** Runs `begat import …` against a server and answers its report. */
export async function importInto(
  { url }: TestServer,
  args: readonly string[],
): Promise<Report & { readonly code: number }> {
  const ended = await begat(["import", ...args, "--url", url, "--json"]);
  if (ended.out === "") throw new Error(ended.err);
  return { ...(JSON.parse(ended.out) as Report), code: ended.code };
}

/** Runs `begat import …` that is to send nothing. */
export function rehearse(...args: readonly string[]): Promise<Ended> {
  return begat(["import", ...args, "--dry-run"]);
}

/** Writes a file into a folder, with the folders on the way, and answers where it is. */
export async function writeInto(folder: string, path: string, text: string | Uint8Array): Promise<string> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  return file;
}

/** Makes an SQLite database out of its statements. */
export async function databaseOf(statements: string, file: string): Promise<string> {
  const made = new Database(file);
  made.pragma("foreign_keys = OFF");
  made.exec(await readFile(fixture(statements), "utf8"));
  made.close();
  return file;
}

/** Imports twice: the first time the graph is the golden one, the second time nothing changes. */
export async function becomesGolden(
  server: TestServer,
  folder: string,
  golden: string,
  args: readonly string[],
): Promise<Report & { readonly code: number }> {
  const first = await importInto(server, args);
  expect(first.faults).toEqual([]);
  const graph = await graphOf(server, folder);
  await expect(graph).toMatchFileSnapshot(fixture(`${golden}.graph`));
  const entries = await server.size();
  const second = await importInto(server, args);
  expect(second).toMatchObject({ created: 0, updated: 0, faults: [] });
  expect(second.unchanged).toBe(first.created + first.updated + first.unchanged);
  expect(await server.size()).toBe(entries);
  return first;
}

const INFERRED = 3;
const SPECIAL: Readonly<Record<number, string>> = { 1: "NaN", 2: "Infinity", 3: "-Infinity" };

interface Row {
  readonly id: string;
  readonly hidden: number;
  readonly at: number | null;
  readonly props: string;
}

/**
 * Everything that a server has recorded, as text: nodes, edges that hold, aliases, pointers and metrics. `folder` is
 * written as `<folder>`, for it is another one each time.
 */
export async function graphOf({ database }: TestServer, folder = "\0"): Promise<string> {
  const rows = async <T>(text: ReturnType<typeof sql<T>>) => (await text.execute(database.sql)).rows;
  const nodes = await rows(sql<Row>`select id, hidden, at, props from node order by id`);
  const edges = await rows(
    sql<{ src: string; rel: number; dst: string; q: string; evidence: number }>`
      select s.id as src, e.rel, d.id as dst, e.q, e.evidence from edge e
      join node s on s.key = e.src join node d on d.key = e.dst
      where e.ended_seq is null order by s.id, e.rel, d.id, e.q`,
  );
  const aliases = await rows(
    sql<{ scheme: string; value: string; id: string }>`select scheme, value, node.id from alias
      join node on node.key = alias.node where alias.ended_seq is null order by scheme, value`,
  );
  const pointers = await rows(
    sql<{ id: string; name: string; target: string }>`select n.id, p.name, t.id as target from pointer p
      join node n on n.key = p.node join node t on t.key = p.target
      where p.ended_seq is null order by n.id, p.name`,
  );
  const metrics = await rows(
    sql<{ id: string; name: string; count: number; last: number; last_code: number }>`
      select node.id, metric.name, metric.count, metric.last, metric.last_code from metric
      join node on node.key = metric.node order by node.id, metric.name`,
  );
  const lines = [
    ...nodes.map(({ id, hidden, at, props }) => {
      const when = at === null ? "" : ` at ${new Date(at).toISOString()}`;
      return `${id}${hidden ? " (hidden)" : ""}${when} ${props}`;
    }),
    "",
    ...edges.map(
      ({ src, rel, dst, q, evidence }) =>
        `${src} ${relationOfCode(rel)} ${dst}${q && ` as ${q}`}${evidence === INFERRED ? " (inferred)" : ""}`,
    ),
    "",
    ...aliases.map(({ scheme, value, id }) => `${scheme} "${value}" is ${id}`),
    ...pointers.map(({ id, name, target }) => `${id}@${name} is ${target}`),
    ...metrics.map(
      ({ id, name, count, last, last_code }) =>
        `${id} ${name}: ${count} points to ${SPECIAL[last_code] ?? last}`,
    ),
  ];
  return `${lines.join("\n").replaceAll(folder, "<folder>")}\n`;
}

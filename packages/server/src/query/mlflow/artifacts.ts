import { formatId, type NodeId } from "@begat/core";
import type { Graph } from "../../store/port/graph.ts";
import type { HeldArtifact } from "../../store/port/nodes.ts";
import type { QueryContext } from "../context.ts";
import { runOf, runsOf } from "./run.ts";

/** Whose artifact a path of the artifact store is, and what is there. */
export interface Place {
  readonly holder: NodeId;
  /** The path at the holder. */
  readonly path: string;
  /** The artifacts at the path and below it. */
  readonly held: readonly HeldArtifact[];
}

/** A file or a folder as MLflow lists it. */
export interface FileInfo {
  readonly path: string;
  readonly is_dir: boolean;
  readonly file_size?: number;
}

/** As many files as one answer may be made of. */
export const MOST_FILES = 100_000;

/** The holder of what belongs to no run and no model. */
const LOOSE = formatId({ kind: "Experiment", name: "Default" });

/** Where a path of the artifact store leads: `<experiment>/<run>/artifacts/…`, `…/models/<model>/artifacts/…`, or anywhere. */
export async function place(
  context: QueryContext,
  { path, limit = MOST_FILES }: { readonly path: string; readonly limit?: number },
): Promise<Place> {
  const graph = await context.graph();
  const found = await holderOf(graph, path.split("/"));
  const { holder, rest } = found ?? { holder: LOOSE, rest: path };
  return { holder, path: rest, held: await graph.artifacts(holder, rest, limit) };
}

async function holderOf(
  graph: Graph,
  parts: readonly string[],
): Promise<{ readonly holder: NodeId; readonly rest: string } | undefined> {
  // The location of an experiment may have a folder of that name too.
  const named = parts.flatMap((part, at) =>
    part === "artifacts" && at > 0 ? [{ name: parts[at - 1] as string, at }] : [],
  );
  const names = [...new Set(named.map(({ name }) => name))];
  const [models, runs] = await Promise.all([
    graph.resolve(names.map(loggedModelAlias)),
    runsOf(graph, names),
  ]);
  for (const { name, at } of named) {
    const holder = models.get(loggedModelAlias(name)) ?? runs.get(name)?.id;
    if (holder !== undefined) return { holder, rest: parts.slice(at + 1).join("/") };
  }
  return undefined;
}

const loggedModelAlias = (id: string) => `mlflow.logged_model:${id}`;

/** The place of a path among the artifacts of one run. */
export async function runPlace(
  context: QueryContext,
  { run_id, path }: { readonly run_id: string; readonly path: string },
): Promise<Place & { readonly artifact_uri: string | null }> {
  const graph = await context.graph();
  const { id, props } = await runOf(graph, run_id);
  const { artifact_uri = null } = props;
  return {
    holder: id,
    path,
    held: await graph.artifacts(id, path, MOST_FILES),
    artifact_uri: typeof artifact_uri === "string" ? artifact_uri : null,
  };
}

/** What lies directly in a folder. A file is no folder: it has nothing in it. */
export async function listFolder(
  context: QueryContext,
  args: { readonly path: string },
): Promise<{ readonly files: readonly FileInfo[] }> {
  return { files: folderOf(await place(context, args), "") };
}

/** The same of a run, by paths that begin at the run. */
export async function listRunFolder(
  context: QueryContext,
  args: { readonly run_id: string; readonly path: string },
): Promise<{ readonly root_uri: string; readonly files: readonly FileInfo[] }> {
  const found = await runPlace(context, args);
  const prefix = args.path === "" ? "" : `${args.path}/`;
  return { root_uri: found.artifact_uri ?? "", files: folderOf(found, prefix) };
}

/** What lies directly in the folder of a place, by paths that begin with `prefix`. */
export function folderOf({ path, held }: Place, prefix: string): readonly FileInfo[] {
  const inside = path === "" ? 0 : path.length + 1;
  const files = new Map<string, FileInfo>();
  for (const artifact of held) {
    if (artifact.path === path) continue;
    const below = artifact.path.slice(inside);
    const slash = below.indexOf("/");
    const name = slash < 0 ? below : below.slice(0, slash);
    if (slash >= 0) files.set(name, { path: prefix + name, is_dir: true });
    else files.set(name, { path: prefix + name, is_dir: false, file_size: artifact.size });
  }
  return [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

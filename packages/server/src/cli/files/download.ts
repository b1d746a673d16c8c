import { basename } from "node:path";
import { type Digest, hexOf, parseDigest } from "../../artifacts/digest.ts";
import { filesOf, type Materialized, materializeFiles } from "../../artifacts/materialize.ts";
import type { TreeFile } from "../../artifacts/tree.ts";
import { checkTreePath } from "../../artifacts/tree-path.ts";
import type { ReproduceArtifact } from "../../query/reproduce-answer.ts";
import type { RemoteArtifacts } from "./remote-artifacts.ts";

/** An artifact, and the path or role that its node has for it. */
export type Held = Pick<ReproduceArtifact, "id" | "q">;

/** Files to download, and artifacts that the server knows but does not store. */
export interface Wanted {
  readonly files: readonly TreeFile[];
  readonly missing: readonly Held[];
}

/**
 * The files behind artifacts, each below `folder` at the path that its edge names, else under its hash. The files of a
 * tree lie below that path, or right in `folder` when it is the only artifact.
 */
export async function filesBehind(
  store: RemoteArtifacts,
  artifacts: readonly Held[],
  folder = "",
): Promise<Wanted> {
  const files = new Map<string, TreeFile>();
  const missing: Held[] = [];
  for (const artifact of artifacts) {
    const digest = parseDigest(artifact.id);
    if ((await store.stat(digest)) === undefined) {
      missing.push(artifact);
      continue;
    }
    const found = await filesOf(store, digest);
    const isTree = found.length !== 1 || found[0]?.digest !== digest;
    const place = placeOf(artifact, isTree && artifacts.length === 1);
    for (const file of found) {
      const path = [folder, place, isTree ? file.path : ""].filter((part) => part !== "").join("/");
      addFile(files, { ...file, path });
    }
  }
  return { files: [...files.values()], missing };
}

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** The artifacts of a node; without any, the one that the hash of its content names. */
export function artifactsOr(artifacts: readonly Held[], content_hash: unknown): readonly Held[] {
  if (artifacts.length > 0 || typeof content_hash !== "string" || !DIGEST.test(content_hash))
    return artifacts;
  return [{ id: content_hash, q: "" }];
}

function placeOf({ id, q }: Held, alone: boolean): string {
  if (alone) return "";
  const hex = hexOf(id as Digest);
  if (q === "") return hex;
  try {
    checkTreePath(q);
    return q;
  } catch {
    // The role of an artifact may be any text; as a name it must not leave the folder.
    return `${hex}-${basename(q)
      .replace(/[^\w.-]/g, "_")
      .slice(0, 100)}`;
  }
}

/** Two artifacts may have one path: the second lies beside it, under its hash. */
function addFile(files: Map<string, TreeFile>, file: TreeFile): void {
  const there = files.get(file.path);
  const path =
    there === undefined || there.digest === file.digest
      ? file.path
      : `${file.path}.${hexOf(file.digest).slice(0, 12)}`;
  files.set(path, { ...file, path });
}

/** Downloads files and checks each against its hash; tells how far it is. */
export function download(
  store: RemoteArtifacts,
  files: readonly TreeFile[],
  target: string,
  progress: (text: string) => void,
): Promise<Materialized> {
  return materializeFiles(store, files, target, (done) =>
    progress(`${done} of ${files.length} files: ${files[done]?.path ?? ""}`),
  );
}

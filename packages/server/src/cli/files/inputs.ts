import type { TreeFile } from "../../artifacts/tree.ts";
import type { ReproduceAnswer, ReproduceInput } from "../../query/reproduce-answer.ts";
import { artifactsOr, filesBehind, type Held } from "./download.ts";
import type { RemoteArtifacts } from "./remote-artifacts.ts";

/** Something that a repeat lacks, and why. */
interface Lack {
  readonly what: string;
  readonly why: string;
}

/** What can be had of an execution: its files, and what cannot. */
export interface Kit {
  readonly files: readonly TreeFile[];
  readonly missing: readonly Lack[];
}

/** The files of an execution below `artifacts/` and those of its inputs below `inputs/`, each in a folder of its id, and what is missing. */
export async function kitOf(store: RemoteArtifacts, answer: ReproduceAnswer): Promise<Kit> {
  const own = await filesBehind(store, answer.artifacts, "artifacts");
  const files = [...own.files];
  const missing: Lack[] = [...answer.missing, ...own.missing.map(notStored)];
  // One version may be read in two roles.
  const inputs = new Map(answer.inputs.map((input) => [input.id, input]));
  for (const input of inputs.values()) {
    const found = await filesBehind(
      store,
      artifactsOr(input.artifacts, input.content_hash),
      `inputs/${folderOf(input.id)}`,
    );
    files.push(...found.files);
    if (found.files.length === 0) missing.push(bytesOf(input));
    else missing.push(...found.missing.map(notStored));
  }
  return { files, missing };
}

function notStored({ id, q }: Held): Lack {
  return { what: q === "" ? id : `${id} (${q})`, why: "its bytes are not stored here" };
}

function bytesOf({ id, location, content_hash }: ReproduceInput): Lack {
  const where = location === null ? "" : `; they were at ${location}`;
  const check = content_hash === null ? "" : `, and must hash to ${content_hash}`;
  return { what: id, why: `its bytes are not stored here${where}${check}` };
}

/** `ds:risk/users:v12` as a folder: `ds-risk/users-v12`. */
function folderOf(id: string): string {
  return id.replaceAll(":", "-");
}

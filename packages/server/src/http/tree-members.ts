import type { Digest } from "../artifacts/digest.ts";
import type { TreeFile } from "../artifacts/tree.ts";
import type { Call } from "./route.ts";
import { submitOne } from "./submit.ts";

const MEMBERS_AN_ENTRY = 5_000;
/** A longer path stands in the manifest alone. */
const LONGEST_QUALIFIER_BYTES = 1_000;

/** Enters the files of a tree and their paths in the record, so that a file is known by the trees that hold it. */
export async function recordMembers(call: Call, tree: Digest, files: readonly TreeFile[]): Promise<void> {
  for (let start = 0; start < files.length; start += MEMBERS_AN_ENTRY) {
    const assertions = files.slice(start, start + MEMBERS_AN_ENTRY).map(({ digest, path }) => ({
      assert: "edge" as const,
      from: digest,
      rel: "member-of" as const,
      to: tree,
      ...(Buffer.byteLength(path) <= LONGEST_QUALIFIER_BYTES && { q: path }),
      evidence: "observed" as const,
    }));
    await submitOne(call, { source: "native", assertions });
  }
}

import { basename } from "node:path/posix";
import { parseDigest } from "../../../artifacts/digest.ts";
import { notFound } from "../../../intake/mlflow/refusals.ts";
import type { Call } from "../../route.ts";
import { mimeType } from "./mime-type.ts";

/** What is at one path of an artifact store. */
export interface Placed {
  readonly path: string;
  readonly held: readonly { readonly path: string; readonly id: string }[];
}

/** Sends the file at a path. A browser keeps it as a file: it never opens as a page of this address. */
export async function sendFile(call: Call, { path, held }: Placed): Promise<unknown> {
  const file = held.find((artifact) => artifact.path === path);
  if (file === undefined) throw notFound(`No such artifact: '${path}'`);
  const { size, stream } = await call.deps.artifacts(call.caller).open(parseDigest(file.id, "artifact"));
  const name = basename(path);
  call.reply.headers({
    "content-type": mimeType(name),
    "content-length": size,
    "content-disposition": `attachment; ${filename(name)}`,
    "x-content-type-options": "nosniff",
  });
  return stream;
}

/** A name that is a token of HTTP as it is, any other encoded (RFC 6266). */
function filename(name: string): string {
  return /^[\w.+~-]+$/.test(name) ? `filename=${name}` : `filename*=UTF-8''${encodeURIComponent(name)}`;
}

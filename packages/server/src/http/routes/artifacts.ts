import { Readable } from "node:stream";
import { BegatError, type Props, TREE_TYPE } from "@begat/core";
import Type from "typebox";
import { type Digest, parseDigest } from "../../artifacts/digest.ts";
import type { ArtifactStore, Stored } from "../../artifacts/port.ts";
import { putTree } from "../../artifacts/stored-tree.ts";
import { listOf, strict } from "../../intake/native/fields.ts";
import { shapeOf } from "../../intake/native/shape.ts";
import { readAll, readJson } from "../body.ts";
import { sendAnswer } from "../errors.ts";
import { requestedRange, uploadPart } from "../ranges.ts";
import { type Call, type Media, type Route, route } from "../route.ts";
import { ArtifactAnswer, UploadAnswer, VerdictAnswer } from "../schemas/answers.ts";
import { submitOne } from "../submit.ts";
import { recordMembers } from "../tree-members.ts";

const BYTES: Media = { type: "application/octet-stream", description: "the bytes, of any type" };
const URL = "/artifacts/sha256/{hex}";

const TreeBody = strict({
  tree: Type.Optional(Type.Literal(1)),
  files: listOf(
    strict({ path: Type.String(), digest: Type.String(), size: Type.Integer({ minimum: 0 }) }),
    1_000_000,
  ),
});
const checkTree: (value: unknown) => asserts value is Type.Static<typeof TreeBody> = shapeOf(TreeBody);

/** Never opened by a browser as a page of this address. It has no name of its own: that of a link to it counts. */
const DOWNLOAD = {
  "content-type": "application/octet-stream",
  "content-disposition": "attachment",
  "accept-ranges": "bytes",
  "cache-control": "private, max-age=31536000, immutable",
} as const;

/** The routes of bytes by their hash. */
export const ARTIFACT_ROUTES: readonly Route[] = [
  route({
    method: "PUT",
    url: URL,
    scope: "write",
    group: "artifacts",
    summary:
      "Store bytes under their hash; with Content-Range one part of them, from the offset that …/partial names",
    body: [BYTES],
    answer: ArtifactAnswer,
    others: { 202: UploadAnswer },
    errors: ["hash_mismatch"],
    handler: put,
  }),
  route({
    method: "POST",
    url: "/artifacts",
    scope: "write",
    group: "artifacts",
    summary: "Store bytes, or a tree of files that are stored; the answer has the hash",
    body: [BYTES, { type: TREE_TYPE, description: 'a folder: {"files":[{"path","digest","size"}]}' }],
    answer: ArtifactAnswer,
    errors: ["not_found"],
    handler: post,
  }),
  route({
    method: "GET",
    url: URL,
    scope: "read",
    group: "artifacts",
    summary: "The bytes, or with Range a part of them",
    answer: BYTES,
    others: { 206: BYTES },
    errors: ["range_not_satisfiable"],
    handler: get,
  }),
  route({
    method: "HEAD",
    url: URL,
    scope: "read",
    group: "artifacts",
    summary: "Whether the bytes are stored, and how many they are",
    answer: BYTES,
    handler: async (call) => {
      const { size } = await stored(call);
      call.reply.headers({ ...DOWNLOAD, "content-length": size });
      return null;
    },
  }),
  route({
    method: "GET",
    url: `${URL}/partial`,
    scope: "write",
    group: "artifacts",
    summary: "Where an upload in parts stands",
    answer: UploadAnswer,
    handler: (call) => artifactsOf(call).partial(digestOf(call)),
  }),
  route({
    method: "GET",
    url: `${URL}/verify`,
    scope: "read",
    group: "artifacts",
    summary: "Hash the stored bytes again",
    answer: VerdictAnswer,
    handler: (call) => artifactsOf(call).verify(digestOf(call)),
  }),
];

async function put(call: Call): Promise<object> {
  const artifacts = artifactsOf(call);
  const digest = digestOf(call);
  const part = uploadPart(call.request.headers["content-range"]);
  if (part === undefined) return recorded(call, await artifacts.put(bytesOf(call), digest));
  const upload = await artifacts.append(digest, part.start, bytesOf(call), part.total);
  if (upload.complete) return recorded(call, { digest, size: part.total });
  call.reply.code(202);
  return upload;
}

async function post(call: Call): Promise<object> {
  const artifacts = artifactsOf(call);
  const type = call.request.headers["content-type"] ?? "";
  if (!type.startsWith(TREE_TYPE)) return recorded(call, await artifacts.put(bytesOf(call)));
  const tree: unknown = readJson(await readAll(bytesOf(call)));
  checkTree(tree);
  const files = tree.files.map((file, index) => ({
    ...file,
    digest: parseDigest(file.digest, `files[${index}].digest`),
  }));
  const stored = await putTree(artifacts, files);
  const receipt = await recorded(call, stored, { files: files.length });
  await recordMembers(call, stored.digest, files);
  return receipt;
}

/** Enters stored bytes in the record. */
async function recorded(call: Call, { digest, size }: Stored, more: Props = {}): Promise<object> {
  const assertions = [{ assert: "node", id: digest, props: { size, ...more } }] as const;
  return { ...(await submitOne(call, { source: "native", assertions })), size };
}

async function get(call: Call): Promise<unknown> {
  const { size, digest } = await stored(call);
  const range = requestedRange(call.request.headers.range, size);
  if (range === "unsatisfiable") {
    call.reply.header("content-range", `bytes */${size}`);
    return sendAnswer(call.reply, "range_not_satisfiable", `range: the artifact has ${size} bytes`);
  }
  const length = range === undefined ? size : range.end - range.start;
  call.reply.headers({ ...DOWNLOAD, "content-length": length });
  if (range !== undefined) {
    call.reply.code(206).header("content-range", `bytes ${range.start}-${range.end - 1}/${size}`);
  }
  return (await artifactsOf(call).open(digest, range)).stream;
}

async function stored(call: Call): Promise<Stored> {
  const digest = digestOf(call);
  const found = await artifactsOf(call).stat(digest);
  if (found === undefined) throw new BegatError("not_found", `artifact ${digest} is not stored`, { digest });
  return found;
}

function artifactsOf({ deps, caller }: Call): ArtifactStore {
  return deps.artifacts(caller);
}

function digestOf(call: Call): Digest {
  return parseDigest(`sha256:${call.id}`, "artifact");
}

function bytesOf(call: Call): Readable {
  return call.body instanceof Readable ? call.body : Readable.from([]);
}

import { randomUUID } from "node:crypto";
import { basename } from "node:path/posix";
import { Readable } from "node:stream";
import Type from "typebox";
import { type Digest, parseDigest } from "../../../artifacts/digest.ts";
import { AbortUpload, CompleteUpload, CreateUpload } from "../../../intake/mlflow/artifacts/multipart.ts";
import { safePath } from "../../../intake/mlflow/artifacts/path.ts";
import type { Said } from "../../../intake/mlflow/message.ts";
import { invalidParameter } from "../../../intake/mlflow/refusals.ts";
import type { Call, Route } from "../../route.ts";
import { ask } from "../ask.ts";
import { endpoint, surfaces } from "../endpoint.ts";
import { BYTES, type Place, storeFile } from "./store-file.ts";

const MPU = "/mlflow-artifacts/mpu";
const MAX_PARTS = 10_000;

/**
 * The endpoints of uploads in parts. A part is kept by its hash, which is the tag that the client hands back at the end:
 * the server remembers nothing of an upload.
 */
export const MULTIPART_ROUTES: readonly Route[] = [
  ...endpoint({
    method: "POST",
    path: `${MPU}/create/{path}`,
    scope: "write",
    summary: "Begin to upload a file in parts",
    message: CreateUpload,
    handler: create,
  }),
  ...surfaces({
    method: "PUT",
    path: `${MPU}/part/{upload_id}/{part_number}`,
    scope: "write",
    summary: "Upload a part of a file",
    body: [BYTES],
    answer: Type.Unknown(),
    handler: part,
  }),
  ...endpoint({
    method: "POST",
    path: `${MPU}/complete/{path}`,
    scope: "write",
    summary: "Make a file of its parts",
    message: CompleteUpload,
    handler: complete,
  }),
  ...endpoint({
    method: "POST",
    path: `${MPU}/abort/{path}`,
    scope: "write",
    summary: "Give an upload up",
    message: AbortUpload,
    handler: () => ({}),
  }),
];

function create(call: Call, { path, num_parts = 1 }: Said<(typeof CreateUpload)["fields"]>): object {
  const { request } = call;
  fileOf(call, path);
  if (num_parts < 1 || num_parts > MAX_PARTS)
    throw invalidParameter(
      `Invalid value ${num_parts} for parameter 'num_parts': 1 to ${MAX_PARTS} are taken`,
    );
  const upload_id = randomUUID();
  const root = `${origin(request)}/api/2.0${MPU}/part/${upload_id}`;
  // Clients send parts without their own credentials, as to a presigned address.
  const { authorization } = request.headers;
  const headers = authorization === undefined ? {} : { authorization };
  const credentials = Array.from({ length: num_parts }, (_, index) => ({
    url: `${root}/${index + 1}`,
    part_number: index + 1,
    headers,
  }));
  return { upload_id, credentials };
}

/** Where the file of an upload goes: below the folder of the address, by the name that it has at the client. */
function fileOf({ id }: Call, path: string): string {
  return safePath(`${id}/${encodeURIComponent(basename(path))}`);
}

/**
 * The address of this server as the client knows it. A proxy that ends TLS says what it was asked for; a client that says so
 * itself misleads nobody else.
 */
function origin({ protocol, headers }: Call["request"]): string {
  const forwarded = (name: string) => {
    const value = headers[name];
    return typeof value === "string" ? value.split(",")[0]?.trim() : undefined;
  };
  const proto = forwarded("x-forwarded-proto");
  const host = forwarded("x-forwarded-host");
  return `${proto === "https" || proto === "http" ? proto : protocol}://${host || headers.host}`;
}

async function part(call: Call): Promise<object> {
  const bytes = call.body instanceof Readable ? call.body : Readable.from([]);
  const { digest } = await call.deps.artifacts(call.caller).put(bytes);
  call.reply.header("etag", digest);
  return {};
}

async function complete(
  call: Call,
  { path, parts }: Said<(typeof CompleteUpload)["fields"]>,
): Promise<object> {
  if (parts.length === 0) throw invalidParameter("Missing value for required parameter 'parts'.");
  const at = fileOf(call, path);
  const place = async () => JSON.parse(await ask(call, "place", { path: at })) as Place;
  const digests = [...parts]
    .sort((a, b) => a.part_number - b.part_number)
    .map(({ etag }, index) => parseDigest(etag.replaceAll('"', ""), `parts[${index}].etag`));
  return storeFile(call, place, Readable.from(joined(call, digests)));
}

/** The bytes of artifacts, one after another. */
async function* joined(call: Call, digests: readonly Digest[]): AsyncGenerator<Buffer> {
  for (const digest of digests) yield* (await call.deps.artifacts(call.caller).open(digest)).stream;
}

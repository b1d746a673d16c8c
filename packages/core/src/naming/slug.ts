import { createHash } from "node:crypto";
import { encodeName, formatId, isPlainName, type NodeId, parseId, versionId } from "../ids.ts";
import type { Kind } from "../kinds.ts";
import { withoutSecrets } from "./without-secrets.ts";

/** Room for a version or a column within the 512 characters of an id. */
const MAX_NAME_LENGTH = 400;
const HASH_DIGITS = 16;
const MAX_VERSION_LENGTH = 100;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The readable id of a dataset by its URI: `s3://lake/users` is `ds:s3/lake/users`. Equal URIs have equal ids. */
export function datasetIdOf(uri: string): NodeId {
  return slug("Dataset", uri.replace(/^file:\/\/(?=[^/])/, "file/%%").replace(/:\/{2,3}/, "/"));
}

/** The readable id of a job by its namespace and name: `job:airflow/orders.load`. */
export function jobIdOf(namespace: string, name: string): NodeId {
  return slug("Job", `${withoutSecrets(namespace).replace("://", "/")}/${name}`);
}

/** The id of an execution by the id that its own system gives it; UUIDs have no case. */
export function jobRunIdOf(runId: string): NodeId {
  return slug("JobRun", UUID.test(runId) ? runId.toLowerCase() : runId);
}

/** The feature that a column of a dataset is: `feature:s3/lake/users/age`. */
export function featureIdOf(dataset: NodeId, column: string): NodeId {
  return slug("Feature", `${parseId(dataset).name}/${column}`);
}

/** The id of a version of a dataset by the name that its own system gives it; one that no id can hold is hashed. */
export function datasetVersionIdOf(dataset: NodeId, version: string): NodeId {
  const isShort = version.length <= MAX_VERSION_LENGTH && !/^\.{0,2}$/.test(version);
  const id = versionId(dataset, isShort ? version : hashOf(version));
  return id.length - dataset.length <= MAX_VERSION_LENGTH ? id : versionId(dataset, hashOf(version));
}

function slug(kind: Kind, path: string): NodeId {
  if (path.length <= MAX_NAME_LENGTH && isPlainName(path)) return formatId({ kind, name: path });
  const name = segmentsOf(path.toWellFormed());
  // Encoding makes no name shorter, and takes seconds for one of megabytes.
  if (name.length <= MAX_NAME_LENGTH && encodeName(kind, name).length <= MAX_NAME_LENGTH)
    return formatId({ kind, name });
  return formatId({ kind, name: `${beginning(kind, name)}-${hashOf(path)}` });
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, HASH_DIGITS);
}

/** As much of a name as there is room for, by whole characters. */
function beginning(kind: Kind, name: string): string {
  const chars = Array.from(name.slice(0, 2 * MAX_NAME_LENGTH)).slice(0, MAX_NAME_LENGTH - HASH_DIGITS);
  while (encodeName(kind, chars.join("")).length > MAX_NAME_LENGTH - HASH_DIGITS) chars.pop();
  return chars.join("").replace(/\/$/, "");
}

/** A path without the empty and dotted segments that an id cannot have. */
function segmentsOf(path: string): string {
  const segments = path.split("/").map((segment) => (/^\.{1,2}$/.test(segment) ? `~${segment}` : segment));
  const name = segments.filter((segment) => segment !== "").join("/");
  return name === "" ? "root" : name;
}

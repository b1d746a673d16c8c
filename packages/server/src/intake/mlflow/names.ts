import { posix } from "node:path";
import { type BegatError, formatId, type NodeId } from "@begat/core";
import { invalidParameter, notFound, tooLong } from "./refusals.ts";

const MAX_KEY = 250;
const ALLOWED = /^[/\p{L}\p{N}_.\- :]*$/u;

/** Checks the name of a metric, a param or a tag, as MLflow's server does. `path` says where it stands. */
export function checkKey(key: string, path: string): void {
  if (!ALLOWED.test(key)) {
    throw invalidParameter(
      `Invalid value ${JSON.stringify(key)} for parameter '${path}' supplied: Names may only contain alphanumerics, ` +
        "underscores (_), dashes (-), periods (.), spaces ( ), colon(:) and slashes (/).",
    );
  }
  if (!isUniquePath(key)) {
    throw invalidParameter(
      `Invalid value ${JSON.stringify(key)} for parameter '${path}' supplied: Names may be treated as files in certain ` +
        `cases, and must not resolve to other names when treated as such. This name would resolve to '${posix.normalize(key)}'`,
    );
  }
  if (key.length > MAX_KEY) throw tooLong(path, MAX_KEY);
}

/** Whether a name, taken for a path, is its own normal form and stays inside. */
export function isUniquePath(name: string): boolean {
  const normal = normalPath(name);
  return normal === name && normal !== "." && !normal.startsWith("..") && !normal.startsWith("/");
}

/** Python's posixpath.normpath, which drops a trailing slash. */
function normalPath(name: string): string {
  const normal = posix.normalize(name);
  return normal.length > 1 && normal.endsWith("/") ? normal.slice(0, -1) : normal;
}

/** The node of a run by its MLflow id. Throws MLflow's `not found` for an id that no run can have. */
export function runNode(runId: string): NodeId {
  try {
    return formatId({ kind: "Run", name: runId });
  } catch (cause) {
    throw Object.assign(runNotFound(runId), { cause });
  }
}

export function runNotFound(runId: string): BegatError {
  return notFound(`Run with id=${runId} not found`);
}

const RUN_ID = /^[a-zA-Z0-9][\p{L}\p{N}_-]{0,255}$/u;

export function checkRunId(runId: string): void {
  if (!RUN_ID.test(runId)) {
    throw invalidParameter(`Invalid value ${JSON.stringify(runId)} for parameter 'run_id' supplied.`);
  }
}

export function checkLength(text: string, limit: number, path: string): void {
  if (text.length > limit) throw tooLong(path, limit);
}

/** Checks how many of something one request brings. */
export function checkCount(what: string, limit: number, count: number): void {
  if (count <= limit) return;
  throw invalidParameter(
    `A batch logging request can contain at most ${limit} ${what}. Got ${count} ${what}. ` +
      `Please split up ${what} across multiple requests and try again.`,
  );
}

/** Checks how many of something a request asks about. */
export function checkListed(request: string, field: string, limit: number, list: readonly unknown[]): void {
  if (list.length <= limit) return;
  throw invalidParameter(
    `${request} request cannot specify more than ${limit} ${field}. Received ${list.length} ${field}.`,
  );
}

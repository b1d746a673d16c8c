import { posix } from "node:path";
import { invalidParameter } from "../refusals.ts";

/**
 * Checks where a model version comes from, as MLflow's server does: an address without `..`, however it is spelled, or
 * a local path within the artifacts of its run or logged model, whose address is `owned`.
 */
export function checkSource(source: string, owned: string | undefined): void {
  if (isLocal(source)) {
    if (owned === undefined || !isLocal(owned) || !isWithin(localPath(source), localPath(owned)))
      throw notLocal(source);
    return;
  }
  const plain = unquoted(source);
  const path = pathOf(plain).replace(/\/+/g, "/").replace(/\/$/, "");
  const leadsAway =
    plain.includes("\0") || plain.split("/").includes("..") || posix.resolve("/", path) !== (path || "/");
  if (leadsAway && path !== "") throw notAbsolute(source);
}

/** A path, or a file:// address. */
function isLocal(source: string): boolean {
  return /^file:/i.test(source) || !/^[a-z][a-z0-9+.-]*:/i.test(source);
}

function localPath(source: string): string {
  return posix.resolve("/", unquoted(source.replace(/^file:(?:\/\/)?/i, "")));
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

function pathOf(uri: string): string {
  const [, , path = ""] = /^[a-z][a-z0-9+.-]*:(\/\/[^/]*)?(.*)$/is.exec(uri) ?? [];
  return path.replace(/[?#].*$/s, "");
}

const DECODINGS = 20;

function unquoted(text: string): string {
  let plain = text;
  for (let i = 0; i < DECODINGS; i++) {
    const next = decode(plain);
    if (next === plain) return plain;
    plain = next;
  }
  throw notAbsolute(text);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function notLocal(source: string) {
  return invalidParameter(
    `Invalid model version source: '${source}'. To use a local path as a model version source, the run_id request ` +
      "parameter has to be specified and the local path has to be contained within the artifact directory of the run " +
      "specified by the run_id.",
  );
}

function notAbsolute(source: string) {
  return invalidParameter(
    `Invalid model version source: '${source}'. If supplying a source as an http, https, local file path, ftp, ` +
      "objectstore, or mlflow-artifacts uri, an absolute path must be provided without relative path references present. " +
      "Please provide an absolute path.",
  );
}

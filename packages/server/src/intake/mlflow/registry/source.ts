import { posix } from "node:path";
import { invalidParameter } from "../refusals.ts";
import { unquoted } from "../unquoted.ts";

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
  const plain = plainOf(source);
  const path = pathOf(plain).replace(/\/+/g, "/").replace(/\/$/, "");
  const leadsAway =
    plain.includes("\0") || plain.split("/").includes("..") || posix.resolve("/", path) !== (path || "/");
  if (leadsAway && path !== "") throw notAbsolute(source);
  if (source.startsWith("models:") && !MODEL.test(source))
    throw invalidParameter(
      `Not a proper models:/ URI: ${source}. It is models:/<name or id>/<version, stage or alias>.`,
    );
}

/** What MLflow's clients give as the source of a prompt, whose words are in its tags. */
const PROMPT_SOURCES = new Set(["dummy-source", "prompt-template"]);

export function checkPromptSource(source: string): void {
  if (PROMPT_SOURCES.has(source)) return;
  throw invalidParameter(
    `Invalid prompt source: '${source}'. Prompt sources must use an MLflow placeholder.`,
  );
}

/** A model, or one of its versions, however it is named. */
const MODEL = /^models:\/+[^/]+(?:\/[^/]+)?$/;

/** A path, or a file:// address. */
export function isLocal(source: string): boolean {
  return /^file:/i.test(source) || !/^[a-z][a-z0-9+.-]*:/i.test(source);
}

function localPath(source: string): string {
  return posix.resolve("/", plainOf(source.replace(/^file:(?:\/\/)?/i, "")));
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

function pathOf(uri: string): string {
  const [, , path = ""] = /^[a-z][a-z0-9+.-]*:(\/\/[^/]*)?(.*)$/is.exec(uri) ?? [];
  return path.replace(/[?#].*$/s, "");
}

/** Throws where there is no end to its encodings. */
function plainOf(source: string): string {
  const plain = unquoted(source);
  if (plain === undefined) throw notAbsolute(source);
  return plain;
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

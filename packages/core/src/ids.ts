import { invalid } from "./error.ts";
import { type IdForm, KIND_NAMES, type Kind, kindSpec, PREFIXES } from "./kinds.ts";

/** The global id of a node, such as `ds:risk/users:v12` or `run:2026-04-28`. */
export type NodeId = string;

/** An id taken apart. `name` and `version` are decoded. */
export interface IdParts {
  readonly kind: Kind;
  readonly name: string;
  readonly version?: string;
}

/** An id, or a name that the ledger resolves: `ds:users@latest` (a pointer), `ds:users@new` (the next number). */
export interface Reference {
  readonly of: NodeId;
  readonly pointer: string;
}

/** The pointer that asks the ledger for the next version number. */
export const NEW_VERSION = "new";

/** The version of a dataset that stands for whatever it held before the first version that is known. */
export const INITIAL_VERSION = "initial";

const MAX_ID_LENGTH = 512;
const SEGMENT = /^(?:[A-Za-z0-9._-]|%[0-9A-F]{2})+$/;
const AGENT_SEGMENT = /^(?:[A-Za-z0-9._@-]|%[0-9A-F]{2})+$/;
const HEX64 = /^[0-9a-f]{64}$/;
const SHA = /^[0-9a-f]{7,64}$/;

const KIND_BY_FORM = new Map<string, Kind>(
  KIND_NAMES.map((kind) => [formKey(kindSpec(kind).prefix, kindSpec(kind).form), kind]),
);

function formKey(prefix: string, form: IdForm): string {
  return `${prefix} ${form}`;
}

function encodeSegment(segment: string, keepAt: boolean): string {
  return segment.replace(keepAt ? /[^A-Za-z0-9._@-]/gu : /[^A-Za-z0-9._-]/gu, percent);
}

function percent(char: string): string {
  let out = "";
  for (const byte of new TextEncoder().encode(char))
    out += `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  return out;
}

/** A name with what an id may not contain percent-encoded, as UTF-8. */
export function encodeName(kind: Kind, name: string): string {
  return name
    .split("/")
    .map((segment) => encodeSegment(segment, kind === "Agent"))
    .join("/");
}

/** Writes an id, percent-encoding (as UTF-8) what a name may not contain. Throws `invalid` for an empty or dotted segment. */
export function formatId(parts: IdParts): NodeId {
  const { prefix } = kindSpec(parts.kind);
  const plain = isPlainName(parts.name) && kindSpec(parts.kind).form !== "hex" && parts.kind !== "Commit";
  const head = `${prefix}:${plain ? parts.name : encodeName(parts.kind, parts.name)}`;
  if (plain && parts.version === undefined && head.length <= MAX_ID_LENGTH) return head;
  const id = parts.version === undefined ? head : `${head}:${encodeSegment(parts.version, false)}`;
  parseId(id);
  return id;
}

/** An id as the record writes it: `sha256://…` is another spelling of `sha256:…`. */
export function canonicalId(text: string): NodeId {
  return text.startsWith("sha256://") ? `sha256:${text.slice("sha256://".length)}` : text;
}

/**
 * Takes an id apart. Throws `invalid`, naming `field`, for anything that is not the canonical spelling of an id:
 * an unknown prefix, an empty segment, a character that must be percent-encoded, a needless encoding.
 */
export function parseId(id: string, field = "id"): IdParts {
  const known = lately.get(id);
  if (known !== undefined) return known;
  const parts = parsePlain(id) ?? parseEncoded(id, field);
  if (lately.size === MOST_KEPT) lately.clear();
  lately.set(id, parts);
  return parts;
}

/** Ids taken apart lately: the same few are, again and again, while a message is read and recorded. */
const lately = new Map<string, IdParts>();
const MOST_KEPT = 5_000;

const HASHED = /^(?:sha256:([0-9a-f]{64})|commit:([0-9a-f]{7,64}))$/;
const PLAIN_NAME = /^[A-Za-z0-9_-][A-Za-z0-9._-]*(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/;

/** Whether an id holds a name as it is: nothing to encode, no empty or dotted segment. */
export function isPlainName(name: string): boolean {
  return PLAIN_NAME.test(name);
}

/** The fast way for the ids that most people write: no encoding, no leading dots. */
function parsePlain(id: string): IdParts | undefined {
  const colon = id.indexOf(":");
  if (colon < 0 || id.length > MAX_ID_LENGTH) return undefined;
  const second = id.indexOf(":", colon + 1);
  const kind = KIND_BY_FORM.get(`${id.slice(0, colon)} ${second < 0 ? "name" : "version"}`);
  if (kind === undefined || kind === "Commit") return parseHashed(id);
  const name = second < 0 ? id.slice(colon + 1) : id.slice(colon + 1, second);
  if (!isPlainName(name)) return undefined;
  if (second < 0) return { kind, name };
  const version = id.slice(second + 1);
  if (!isPlainName(version) || version.includes("/")) return undefined;
  return { kind, name, version };
}

function parseHashed(id: string): IdParts | undefined {
  const match = HASHED.exec(id);
  if (match === null) return undefined;
  const [, digest, sha = ""] = match;
  return digest === undefined ? { kind: "Commit", name: sha } : { kind: "Artifact", name: digest };
}

function parseEncoded(id: string, field: string): IdParts {
  if (id.length > MAX_ID_LENGTH) throw invalid(field, `an id has at most ${MAX_ID_LENGTH} characters`);
  const [prefix = "", name, version, ...rest] = id.split(":");
  if (name === undefined || rest.length > 0)
    throw invalid(field, `"${shorten(id)}" is not an id; write one as kind:name, such as ds:users:v1`);
  const kind = kindOf(prefix, version !== undefined);
  if (kind === undefined)
    throw invalid(field, `"${shorten(id)}" begins with no known kind; ${knownPrefixes()}`);
  checkShape(kind, name, field);
  const decoded = name.split("/").map((segment) => decodeSegment(segment, kind === "Agent", field));
  const parts = { kind, name: decoded.join("/") };
  return version === undefined ? parts : { ...parts, version: decodeSegment(version, false, field) };
}

function kindOf(prefix: string, hasVersion: boolean): Kind | undefined {
  if (hasVersion) return KIND_BY_FORM.get(formKey(prefix, "version"));
  return KIND_BY_FORM.get(formKey(prefix, "name")) ?? KIND_BY_FORM.get(formKey(prefix, "hex"));
}

function knownPrefixes(): string {
  return `kinds are ${[...PREFIXES].map((prefix) => `${prefix}:`).join(" ")}`;
}

function checkShape(kind: Kind, name: string, field: string): void {
  if (kind === "Artifact" && !HEX64.test(name))
    throw invalid(field, "an artifact is sha256: and 64 lower-case hex digits");
  if (kind === "Commit" && !SHA.test(name))
    throw invalid(field, "a commit is commit: and 7 to 64 lower-case hex digits");
}

function decodeSegment(segment: string, keepAt: boolean, field: string): string {
  if (segment === "" || segment === "." || segment === "..")
    throw invalid(field, `a segment of an id cannot be "${segment}"`);
  if (!(keepAt ? AGENT_SEGMENT : SEGMENT).test(segment)) {
    throw invalid(
      field,
      `"${shorten(segment)}" has a character that must be percent-encoded; allowed are letters, digits, . _ - and / between segments`,
    );
  }
  const decoded = decodePercent(segment, field);
  if (encodeSegment(decoded, keepAt) !== segment)
    throw invalid(field, `"${shorten(segment)}" encodes a character that needs no encoding`);
  return decoded;
}

function decodePercent(segment: string, field: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (cause) {
    throw Object.assign(invalid(field, `"${shorten(segment)}" is not percent-encoded UTF-8`), { cause });
  }
}

function shorten(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 77)}...`;
}

/** The kind of an id. Throws `invalid` when it is none. */
export function kindOfId(id: NodeId, field = "id"): Kind {
  return parseId(id, field).kind;
}

/** The kind of an id; undefined for what is none, such as an alias or a pointer. */
export function kindIn(text: string): Kind | undefined {
  try {
    return kindOfId(text);
  } catch {
    return undefined;
  }
}

/** Splits `ds:users@latest` into the named thing and the pointer; undefined for a plain id. Agents may contain `@`. */
export function parseReference(text: string): Reference | undefined {
  const at = text.lastIndexOf("@");
  if (at < 0 || text.startsWith("agent:")) return undefined;
  return { of: text.slice(0, at), pointer: text.slice(at + 1) };
}

/** Checks that a text is an id or a reference; throws `invalid` naming `field`. */
export function checkIdOrReference(text: string, field: string): void {
  const reference = parseReference(text);
  if (reference === undefined) {
    parseId(text, field);
    return;
  }
  const { kind } = parseId(reference.of, field);
  if (kind !== "Dataset" && kind !== "Model")
    throw invalid(field, `only a dataset or a model has pointers, ${reference.of} is a ${kind}`);
  decodeSegment(reference.pointer, false, field);
}

/** The dataset or model that a version belongs to; undefined for other kinds. */
export function parentOf(parts: IdParts): NodeId | undefined {
  if (parts.kind === "DatasetVersion") return formatId({ kind: "Dataset", name: parts.name });
  if (parts.kind === "ModelVersion") return formatId({ kind: "Model", name: parts.name });
  return undefined;
}

/** The id of a version of a dataset or model. */
export function versionId(of: NodeId, version: string): NodeId {
  return `${of}:${encodeSegment(version, false)}`;
}

/** What stands behind the name of a dataset or model in the id of a version. */
export function versionOf(id: NodeId): string {
  return id.slice(id.lastIndexOf(":") + 1);
}

/** The number in a version that the ledger gave, `v12` → 12; undefined when a client named it otherwise. */
export function versionNumber(version: string): number | undefined {
  const match = /^v([1-9]\d{0,14})$/.exec(version);
  return match?.[1] === undefined ? undefined : Number(match[1]);
}

/** The prefixes of names by which a project can own a node, longest first: `risk/eu/users` → `risk/eu`, `risk`. */
export function projectPrefixes(parts: IdParts): readonly string[] {
  if (!kindSpec(parts.kind).owned) return [];
  const segments = parts.name.split("/");
  return segments.slice(1).map((_, index) => segments.slice(0, segments.length - 1 - index).join("/"));
}

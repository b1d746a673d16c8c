import { invalid } from "../error.ts";
import { canonicalScheme, systemOf } from "./systems.ts";
import { withoutSecrets } from "./without-secrets.ts";

const URI = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/([^/]*)(\/.*)?$/s;
const FILE = /^file:(\/(?!\/).*)$/is;
/** Where the namespace of a name is more than a scheme and hosts, or none of both. */
const OTHER_NAMESPACE =
  /^(bigquery|pubsub|arn:aws:glue:[^/]+|azurecosmos:\/\/[^/]+\/dbs\/[^/]+)\/((?:[^/]+\.[^/]+\.|topic:|subscription:|table\/|colls\/).+)$/s;

/**
 * The one URI of a dataset that OpenLineage names by namespace and name, after its naming rules:
 * https://openlineage.io/docs/spec/naming. `s3a` and `s3n` are `s3`, default ports are left out, names lose their quotes and,
 * where the system folds case, their case; nobody's password is part of it. Throws `invalid` when a part is empty.
 */
export function datasetUri(namespace: string, name: string): string {
  if (namespace.trim() === "") throw invalid("namespace", "must not be empty");
  if (name.trim() === "") throw invalid("name", "must not be empty");
  return joined(plainUri(namespace), withoutSecrets(name));
}

function joined(namespace: string, name: string): string {
  if (/^file(?::\/{0,3})?$/i.test(namespace)) return fileUri("", name);
  const folder = FILE.exec(namespace);
  if (folder !== null) return fileUri("", `${folder[1]}/${name}`);
  const uri = URI.exec(namespace);
  if (uri === null) return `${namespace}/${plainName(namespace, name)}`;
  return normalised(uri[1] as string, uri[2] as string, `${trimEnd(uri[3] ?? "")}/${name}`);
}

/**
 * The one URI of a location: a URI in its one spelling, or the absolute path of a file as `file:///…`.
 * Other texts, such as a relative path, stay as they are.
 */
export function normaliseUri(location: string): string {
  const plain = plainUri(location);
  if (plain.startsWith("/")) return fileUri("", plain);
  const file = FILE.exec(plain);
  if (file !== null) return fileUri("", file[1] as string);
  const uri = URI.exec(plain);
  return uri === null ? plain : normalised(uri[1] as string, uri[2] as string, uri[3] ?? "");
}

/**
 * The namespace and name by which OpenLineage's own clients know what is at a location: with the port that is left out in the
 * one URI of a table or topic. Undefined where a location tells neither.
 */
export function officialName(
  location: string,
): { readonly namespace: string; readonly name: string } | undefined {
  const uri = normaliseUri(location);
  const [, namespace, named] = OTHER_NAMESPACE.exec(uri) ?? [];
  if (namespace !== undefined && named !== undefined) return { namespace, name: named };
  const [, scheme = "", authority = "", path = ""] = URI.exec(uri) ?? [];
  const name = path.replace(/^\/+/, "");
  if (scheme === "" || name === "") return undefined;
  if (scheme === "file" && authority === "") return { namespace: "file", name: path };
  const { isNamedByRoot } = systemOf(scheme);
  return {
    namespace: `${scheme}://${withPorts(scheme, authority)}`,
    name: isNamedByRoot === true ? path : name,
  };
}

function withPorts(scheme: string, authority: string): string {
  const { port, isNamedByPort } = systemOf(scheme);
  if (port === undefined || isNamedByPort !== true || authority === "") return authority;
  return authority
    .split(",")
    .map((host) => (/:\d+$/.test(host) ? host : `${host}:${port}`))
    .join(",");
}

/** A URI without secrets, and without the `jdbc:` before the scheme of a database. */
function plainUri(uri: string): string {
  return withoutSecrets(uri).replace(/^jdbc:(?=[a-z][a-z0-9+.-]*:\/\/)/i, "");
}

function normalised(scheme: string, authority: string, path: string): string {
  const system = canonicalScheme(scheme);
  if (system === "file") return fileUri(authority, path);
  return `${system}://${hostsOf(system, authority)}${tidyPath(system, path)}`;
}

/** Names of hosts have no case and need no default port; several are separated by commas, in any order. */
function hostsOf(system: string, authority: string): string {
  const suffix = `:${systemOf(system).port}`;
  const hosts = authority.toLowerCase().split(",");
  return hosts
    .map((host) => (host.endsWith(suffix) ? host.slice(0, -suffix.length) : host))
    .sort()
    .join(",");
}

function tidyPath(system: string, path: string): string {
  const tidy = trimEnd(plainName(system, path));
  return systemOf(system).quotes === true ? tidy : tidy.replace(/^\/+/, "/");
}

/** An identifier without its quotes and, where the system folds it, without its case. */
function plainName(system: string, name: string): string {
  const { quotes, foldsCase } = systemOf(canonicalScheme(system));
  const bare = quotes === true ? name.replace(/["`[\]]/g, "") : name;
  return foldsCase === true ? bare.toLowerCase() : bare;
}

function fileUri(host: string, path: string): string {
  const lower = host.toLowerCase();
  return `file://${lower === "localhost" ? "" : lower}${resolveDots(path)}`;
}

function resolveDots(path: string): string {
  const out: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment === "..") out.pop();
    else out.push(segment);
  }
  return `/${out.join("/")}`;
}

function trimEnd(path: string): string {
  // Begins at the first of several slashes alone: what is named by a facet may be a million of them.
  return path.replace(/(?<!\/)\/+$/, "");
}

import { type NodeId, versionId } from "@begat/core";
import type { Field } from "../field.ts";
import { type Finding, message } from "../importer.ts";
import type { Project } from "./project.ts";

/** The names of hashes, as DVC writes them beside a path. */
const HASHES = ["md5", "etag", "checksum"] as const;
const MD5 = /^[0-9a-f]{32}(?:\.dir)?$/;

/** A file or folder with the hash of its content. */
export interface Output {
  readonly dataset: NodeId;
  readonly uri: string;
  readonly version: NodeId;
  readonly contentHash: string;
  readonly location: string | undefined;
  readonly statistics: Readonly<Record<string, number | undefined>>;
}

/** A path with its hash; undefined where DVC wrote none. `stored` says whether DVC keeps the content. */
export function outputOf(
  project: Project,
  item: Field,
  { folder, stored }: { readonly folder: string; readonly stored: boolean },
): Output | undefined {
  const name = HASHES.find((hash) => item.get(hash).value !== undefined);
  const value = name === undefined ? undefined : item.get(name).label();
  if (name === undefined || value === undefined || value === "") return undefined;
  const hash = value.replace(/^"|"$/g, "");
  const { id, uri } = project.dataset(item.get("path").needText(), folder);
  const isStored = stored && name === "md5" && MD5.test(hash) && item.get("cache").value !== false;
  return {
    dataset: id,
    uri,
    version: versionId(id, hash),
    contentHash: `${name}:${hash}`,
    location: isStored
      ? project.remotes.locationOf(hash, item.get("remote").text(), item.get("hash").text() === "md5")
      : undefined,
    statistics: { bytes: item.get("size").number(), files: item.get("nfiles").number() },
  };
}

/** What the version of an output is, and what it came from. */
export function versionMessage(
  place: string,
  output: Output,
  from: {
    readonly produced_by?: NodeId;
    readonly derived_from?: readonly Output[];
    readonly description?: string | undefined;
    readonly at?: string | undefined;
  },
): Finding {
  const { dataset, version, uri, contentHash, location, statistics } = output;
  const sources = from.derived_from ?? [];
  return message(place, "dataset-version", {
    id: version,
    content_hash: contentHash,
    location,
    statistics: Object.fromEntries(Object.entries(statistics).filter(([, value]) => value !== undefined)),
    description: from.description,
    at: from.at,
    produced_by: from.produced_by,
    derived_from: sources.length === 0 ? undefined : sources.map((source) => source.version),
    names: namesOf([{ dataset, uri }, ...sources]),
  });
}

/** The URIs of datasets that a message speaks of. */
export function namesOf(items: readonly { readonly dataset: NodeId; readonly uri: string }[]) {
  return [...new Map(items.map(({ dataset, uri }) => [dataset, { id: dataset, value: uri }])).values()];
}

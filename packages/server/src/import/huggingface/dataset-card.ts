import { versionId } from "@begat/core";
import type { Field } from "../field.ts";
import { type Finding, fault, message } from "../importer.ts";
import { type Card, hubDataset, tagsOf } from "./card.ts";
import type { Repository } from "./repository.ts";

const WORDS = ["license", "language", "size_categories", "task_categories"];

/** A dataset and its version, with the schema and the splits that the card tells of. */
export function* datasetFindings(repository: Repository, { header, version }: Card): Generator<Finding> {
  const { name, card } = repository;
  const { id, uri } = hubDataset(name);
  const names = [{ id, value: uri }];
  yield message(card, "node", {
    id,
    name: header.get("pretty_name").text() ?? name,
    tags: tagsOf(header, WORDS),
    names,
  });
  const faults: Finding[] = [];
  const of = <T>(read: (info: Info) => readonly T[]) =>
    infosOf(header.get("dataset_info")).flatMap((info) => {
      try {
        return read(info);
      } catch (error) {
        faults.push(fault(card, error));
        return [];
      }
    });
  const schema = of(schemaOf);
  const statistics = Object.fromEntries(of(statisticsOf));
  yield* faults;
  yield message(card, "dataset-version", {
    id: versionId(id, version),
    native_version: version,
    schema,
    statistics,
    location: uri,
    names,
  });
}

/** What a card says of one configuration. */
interface Info {
  readonly prefix: string;
  readonly info: Field;
}

/** What a card says of each configuration; of the only one without its name. */
function infosOf(info: Field): readonly Info[] {
  if (!Array.isArray(info.value)) return info.value === undefined ? [] : [{ prefix: "", info }];
  const all = info.items();
  return all.map((each) => ({
    prefix: all.length === 1 ? "" : `${each.get("config_name").text() ?? "default"}.`,
    info: each,
  }));
}

function schemaOf({ prefix, info }: Info) {
  return info
    .get("features")
    .items()
    .map((feature) => ({ name: `${prefix}${feature.get("name").needText()}`, type: typeOf(feature) }));
}

/** `string`, or what a type that has parts is called: `class_label`, `list`, `struct`. */
function typeOf(feature: Field): string {
  const { value } = feature.get("dtype");
  if (typeof value === "string") return value;
  if (typeof value === "object" && value !== null) return Object.keys(value)[0] ?? "unknown";
  return Object.keys(feature.members() ?? {}).find((member) => member !== "name") ?? "unknown";
}

/** The sizes of splits, as `train.rows` and `train.bytes`. */
function statisticsOf({ prefix, info }: Info) {
  return info
    .get("splits")
    .items()
    .flatMap((split) => {
      const name = `${prefix}${split.get("name").needText()}`;
      const rows = split.get("num_examples").number();
      const bytes = split.get("num_bytes").number();
      return [
        ...(rows === undefined ? [] : [[`${name}.rows`, rows] as const]),
        ...(bytes === undefined ? [] : [[`${name}.bytes`, bytes] as const]),
      ];
    });
}

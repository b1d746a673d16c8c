import { canonicalId } from "@begat/core";
import { withoutSecrets } from "@begat/core/naming";
import Type from "typebox";
import { artifactsOf, links, node, withOwn } from "./assertions.ts";
import {
  Artifacts,
  Id,
  Ids,
  InstantField,
  JsonObject,
  listOf,
  Name,
  OwnProps,
  strict,
  Tags,
  Text,
} from "./fields.ts";
import { instant } from "./instant.ts";
import { message } from "./message.ts";
import { exactly, ownVersion } from "./naming.ts";

const example = {
  id: "ds:users:v12",
  content_hash: "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  location: "s3://lake/users/2026-04-28.parquet",
  schema: [
    { name: "age", type: "integer", feature: "feature:users/age" },
    { name: "email", type: "string" },
  ],
  split: "train",
  derived_from: ["ds:users-raw:v3"],
  produced_by: "jobrun:clean-20260428",
  at: "2026-04-28T09:05:00Z",
};

const Column = strict({
  name: Type.String({
    minLength: 1,
    maxLength: 1000,
    description: "the column, as table.column where there are tables",
  }),
  type: Name,
  feature: Type.Optional(
    Type.Unsafe<string>({ ...Id, description: "the feature it is, such as feature:users/age" }),
  ),
});

const schema = strict({
  id: Type.Optional(Id),
  dataset: Type.Optional(
    Type.Unsafe<string>({ ...Id, description: "in place of id: the ledger gives the next number" }),
  ),
  content_hash: Type.Optional(Name),
  native_version: Type.Optional(Name),
  schema: Type.Optional(listOf(Column, 10_000)),
  location: Type.Optional(Text),
  split: Type.Optional(Name),
  statistics: Type.Optional(JsonObject),
  sensitivity: Type.Optional(Name),
  description: Type.Optional(Text),
  tags: Type.Optional(Tags),
  props: Type.Optional(OwnProps),
  derived_from: Type.Optional(Ids),
  produced_by: Type.Optional(Id),
  seeded_by: Type.Optional(Ids),
  artifacts: Type.Optional(Artifacts),
  at: Type.Optional(InstantField),
});

/** The content of a dataset at one time. */
export const datasetVersionMessage = message(
  { name: "dataset-version", summary: "Publish a version of a dataset", example },
  schema,
  (said) => {
    const { native_version, split, statistics, sensitivity, description, tags } = said;
    const location = said.location && withoutSecrets(said.location);
    const content_hash = hash(said.content_hash, "content_hash");
    const columns = said.schema?.map(({ name, type }) => ({ name, type }));
    const { id, parent } = ownVersion(
      "DatasetVersion",
      { id: said.id, of: said.dataset, content: content_hash ?? native_version },
      "dataset",
      "content_hash or native_version",
    );
    const features = (said.schema ?? []).map(({ name, feature }, index) =>
      links(id, "has-feature", feature && { id: feature, q: name }, `schema[${index}].feature`),
    );
    const props = {
      content_hash,
      native_version,
      schema: columns,
      location,
      split,
      statistics,
      sensitivity,
      description,
      tags,
    };
    return [
      node(id, withOwn(props, said.props), instant(said.at, "at")),
      ...links(id, "version-of", parent, "id"),
      ...links(id, "derived-from", said.derived_from, "derived_from"),
      ...links(id, "produced-by", said.produced_by, "produced_by"),
      ...links(id, "seeded-by", said.seeded_by, "seeded_by"),
      ...artifactsOf(id, said.artifacts),
      ...features.flat(),
    ];
  },
);

/** A hash in its one spelling; those of other kinds than SHA-256 stay as they are. */
function hash(text: string | undefined, field: string): string | undefined {
  return text?.startsWith("sha256:") ? exactly("Artifact", canonicalId(text), field) : text;
}

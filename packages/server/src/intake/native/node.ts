import { invalid, type Kind, kindOfId } from "@begat/core";
import Type from "typebox";
import { links, node } from "./assertions.ts";
import { Id, InstantField, JsonObject, Name, strict, Tags, Text } from "./fields.ts";
import { instant } from "./instant.ts";
import { message } from "./message.ts";
import { named } from "./naming.ts";

const example = {
  id: "ds:users",
  description: "Every customer, one row each",
  owner: "data-team",
  tags: { domain: "crm" },
  props: { format: "parquet" },
};

/** The kinds that say more of themselves than a description, and how they say it. */
const OWN_WAY: Partial<Record<Kind, string>> = {
  DatasetVersion: "POST /metadata/dataset-version",
  JobRun: "POST /metadata/job-run",
  Run: "POST /metadata/run",
  ModelVersion: "POST /metadata/model-version",
  Deployment: "POST /metadata/deployment",
  Check: "POST /metadata/check",
  Artifact: "PUT /artifacts/sha256/<hex>",
};

const schema = strict({
  id: Id,
  name: Type.Optional(Name),
  description: Type.Optional(Text),
  owner: Type.Optional(Type.String({ maxLength: 512, description: "an agent, with or without agent:" })),
  tags: Type.Optional(Tags),
  props: Type.Optional(JsonObject),
  at: Type.Optional(InstantField),
});

/** The description of a dataset, a model, an experiment, a job, an agent, a feature, a paper. */
export const nodeMessage = message(
  { name: "node", summary: "Describe a dataset, model, experiment, job, agent, feature, paper, …", example },
  schema,
  (said) => {
    const way = OWN_WAY[kindOfId(said.id)];
    if (way !== undefined) throw invalid("id", `${said.id} is described by ${way}`);
    const { name, description, tags, props } = said;
    const twice = ["name", "description", "tags"].find(
      (field) => props !== undefined && Object.hasOwn(props, field),
    );
    if (twice !== undefined) throw invalid(`props.${twice}`, `is a field of its own; give it as ${twice}`);
    const owner = said.owner === undefined ? undefined : named("Agent", said.owner, "owner");
    return [
      node(said.id, { ...props, name, description, tags }, instant(said.at, "at")),
      ...links(said.id, "owned-by", owner, "owner"),
    ];
  },
);

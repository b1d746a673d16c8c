import { invalid, type Kind, kindOfId } from "@begat/core";
import Type from "typebox";
import { links, node, withOwn } from "./assertions.ts";
import { Id, InstantField, Name, OwnProps, strict, Tags, Text } from "./fields.ts";
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
  props: Type.Optional(OwnProps),
  at: Type.Optional(InstantField),
});

/** The description of a dataset, a model, an experiment, a job, an agent, a feature, a paper. */
export const nodeMessage = message(
  { name: "node", summary: "Describe a dataset, model, experiment, job, agent, feature, paper, …", example },
  schema,
  (said) => {
    const way = OWN_WAY[kindOfId(said.id)];
    if (way !== undefined) throw invalid("id", `${said.id} is described by ${way}`);
    const { name, description, tags } = said;
    const owner = said.owner === undefined ? undefined : named("Agent", said.owner, "owner");
    return [
      node(said.id, withOwn({ name, description, tags }, said.props), instant(said.at, "at")),
      ...links(said.id, "owned-by", owner, "owner"),
    ];
  },
);

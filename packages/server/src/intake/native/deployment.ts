import { withoutSecrets } from "@begat/core/naming";
import Type from "typebox";
import { artifactsOf, links, node, performedBy, withOwn } from "./assertions.ts";
import {
  Artifacts,
  Id,
  Ids,
  InstantField,
  Metrics,
  Name,
  OwnProps,
  Points,
  strict,
  Tags,
  Text,
} from "./fields.ts";
import { Inputs, readsOf } from "./inputs.ts";
import { instant } from "./instant.ts";
import { measuresOf } from "./measures.ts";
import { message } from "./message.ts";
import { named, ownId } from "./naming.ts";

const example = {
  id: "deploy:churn-2026-04-28",
  model_version: "model:churn:v3",
  environment: "production",
  started_at: "2026-04-28T12:00:00Z",
  gated_by: ["check:churn-v3-gate"],
};

const schema = strict({
  id: Type.Optional(Id),
  model_version: Type.Optional(
    Type.Unsafe<string>({
      ...Id,
      description: "a version, or a pointer such as model:churn@champion: then the version it stands at now",
    }),
  ),
  environment: Type.Optional(Name),
  started_at: Type.Optional(InstantField),
  ended_at: Type.Optional(InstantField),
  status: Type.Optional(Name),
  location: Type.Optional(Text),
  description: Type.Optional(Text),
  tags: Type.Optional(Tags),
  props: Type.Optional(OwnProps),
  inputs: Type.Optional(Inputs),
  gated_by: Type.Optional(Ids),
  triggered_by: Type.Optional(Id),
  approved_by: Type.Optional(
    Type.String({ maxLength: 512, description: "an agent, with or without agent:" }),
  ),
  agent: Type.Optional(
    Type.String({ maxLength: 512, description: "who rolled it out, with or without agent:" }),
  ),
  artifacts: Type.Optional(Artifacts),
  metrics: Type.Optional(Metrics),
  points: Type.Optional(Points),
});

/** One rollout of a model version; what production measures are its points. */
export const deploymentMessage = message(
  {
    name: "deployment",
    summary: "Publish a rollout of a model version, its end, or what production measures",
    example,
  },
  schema,
  (said) => {
    const { model_version, environment, status, description, tags } = said;
    const location = said.location && withoutSecrets(said.location);
    const id = ownId("Deployment", said.id);
    const started_at = instant(said.started_at, "started_at");
    const ended_at = instant(said.ended_at, "ended_at");
    const approver =
      said.approved_by === undefined ? undefined : named("Agent", said.approved_by, "approved_by");
    return [
      node(
        id,
        withOwn(
          { model_version, environment, started_at, ended_at, status, location, description, tags },
          said.props,
        ),
        started_at,
      ),
      ...links(id, "deploys", model_version, "model_version"),
      ...readsOf(id, said.inputs),
      ...links(id, "gated-by", said.gated_by, "gated_by"),
      ...links(id, "triggered-by", said.triggered_by, "triggered_by"),
      ...links(id, "approved-by", approver, "approved_by"),
      ...performedBy(id, said.agent),
      ...artifactsOf(id, said.artifacts),
      ...measuresOf(id, said),
    ];
  },
);

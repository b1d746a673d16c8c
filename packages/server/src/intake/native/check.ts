import Type from "typebox";
import { artifactsOf, links, node, performedBy } from "./assertions.ts";
import { Artifacts, Id, Ids, InstantField, Json, Metric, strict, Text } from "./fields.ts";
import { instant } from "./instant.ts";
import { message } from "./message.ts";
import { ownId } from "./naming.ts";

const example = {
  id: "check:churn-v3-gate",
  kind: "gate",
  status: "passed",
  checks: ["model:churn:v3"],
  threshold: 0.9,
  value: 0.92,
  at: "2026-04-28T11:00:00Z",
};

const schema = strict({
  id: Type.Optional(Id),
  kind: Type.Enum(["quality", "profile", "fairness", "drift", "gate", "approval"]),
  status: Type.Enum(["passed", "failed", "warning"]),
  checks: Type.Optional(Ids),
  produced_by: Type.Optional(Id),
  agent: Type.Optional(
    Type.String({ maxLength: 512, description: "who checked or approved, with or without agent:" }),
  ),
  threshold: Type.Optional(Metric),
  value: Type.Optional(Metric),
  details: Type.Optional(Json),
  description: Type.Optional(Text),
  artifacts: Type.Optional(Artifacts),
  at: Type.Optional(InstantField),
});

/** The result of a check; nothing of it changes afterwards. */
export const checkMessage = message(
  { name: "check", summary: "Publish the result of a check, a gate or an approval", example },
  schema,
  (said) => {
    const { kind, status, threshold, value, details, description } = said;
    const id = ownId("Check", said.id);
    return [
      node(id, { kind, status, threshold, value, details, description }, instant(said.at, "at")),
      ...links(id, "checks", said.checks, "checks"),
      ...links(id, "produced-by", said.produced_by, "produced_by"),
      ...performedBy(id, said.agent),
      ...artifactsOf(id, said.artifacts),
    ];
  },
);

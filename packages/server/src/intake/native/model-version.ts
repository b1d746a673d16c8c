import { withoutSecrets } from "@begat/core/naming";
import Type from "typebox";
import { artifactsOf, links, node, withOwn } from "./assertions.ts";
import { Artifacts, Id, Ids, InstantField, Json, OwnProps, strict, Tags, Text } from "./fields.ts";
import { instant } from "./instant.ts";
import { message } from "./message.ts";
import { exactly, ownVersion } from "./naming.ts";

const example = {
  id: "model:churn:v3",
  produced_by: "run:run-20260428-0001",
  artifacts: ["sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
};

const schema = strict({
  id: Type.Optional(Id),
  model: Type.Optional(
    Type.Unsafe<string>({ ...Id, description: "in place of id: the ledger gives the next number" }),
  ),
  digest: Type.Optional(
    Type.Unsafe<string>({ ...Id, description: "the artifact that is the model, sha256:…" }),
  ),
  signature: Type.Optional(Json),
  features: Type.Optional(Ids),
  location: Type.Optional(Text),
  description: Type.Optional(Text),
  tags: Type.Optional(Tags),
  props: Type.Optional(OwnProps),
  derived_from: Type.Optional(Ids),
  produced_by: Type.Optional(Id),
  artifacts: Type.Optional(Artifacts),
  at: Type.Optional(InstantField),
});

/** One version of a registered model. */
export const modelVersionMessage = message(
  { name: "model-version", summary: "Publish a version of a model", example },
  schema,
  (said) => {
    const { signature, description, tags } = said;
    const location = said.location && withoutSecrets(said.location);
    const digest = said.digest === undefined ? undefined : exactly("Artifact", said.digest, "digest");
    const name = { id: said.id, of: said.model, content: digest };
    const { id, parent } = ownVersion("ModelVersion", name, "model", "digest");
    return [
      node(
        id,
        withOwn({ digest, signature, location, description, tags }, said.props),
        instant(said.at, "at"),
      ),
      ...links(id, "version-of", parent, "id"),
      ...links(id, "derived-from", said.derived_from, "derived_from"),
      ...links(id, "produced-by", said.produced_by, "produced_by"),
      ...links(id, "uses-feature", said.features, "features"),
      ...artifactsOf(id, said.artifacts),
    ];
  },
);

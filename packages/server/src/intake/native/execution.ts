import { type Assertion, invalid, type JsonValue, type NodeId } from "@begat/core";
import Type, { type Static } from "typebox";
import { artifactsOf, links, node, performedBy, withOwn } from "./assertions.ts";
import {
  Artifacts,
  Id,
  InstantField,
  JsonObject,
  Metrics,
  Name,
  OwnProps,
  Params,
  Points,
  strict,
  Tags,
  Text,
} from "./fields.ts";
import { Inputs, readsOf } from "./inputs.ts";
import { instant } from "./instant.ts";
import { measuresOf } from "./measures.ts";
import { exactly, named } from "./naming.ts";

/** The fields that a run and a job run share. */
export const executionFields = {
  name: Type.Optional(Name),
  description: Type.Optional(Text),
  started_at: Type.Optional(InstantField),
  ended_at: Type.Optional(InstantField),
  status: Type.Optional(Name),
  commit: Type.Optional(Type.String({ maxLength: 100, description: "7 to 64 hex digits" })),
  repository: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 1000,
      description: "where the commit is; the first that is named stays",
    }),
  ),
  dirty: Type.Optional(
    Type.Boolean({ description: "whether the working tree had changes that are in no commit" }),
  ),
  diff: Type.Optional(
    Type.Unsafe<string>({ ...Id, description: "the artifact that holds those changes, sha256:…" }),
  ),
  params: Type.Optional(Params),
  tags: Type.Optional(Tags),
  environment: Type.Optional(JsonObject),
  props: Type.Optional(OwnProps),
  inputs: Type.Optional(Inputs),
  artifacts: Type.Optional(Artifacts),
  metrics: Type.Optional(Metrics),
  points: Type.Optional(Points),
  agent: Type.Optional(Type.String({ maxLength: 512, description: "who ran it, with or without agent:" })),
  parent: Type.Optional(Type.Unsafe<string>({ ...Id, description: "the run that it is a step of" })),
};

const Execution = strict(executionFields);

type ExecutionMessage = Static<typeof Execution>;

/** The role under which the diff of the working tree hangs on its run. */
const DIFF = "diff";

/** The props of an execution. */
export function executionProps(said: ExecutionMessage): Readonly<Record<string, JsonValue | undefined>> {
  const { name, description, status, params, tags, environment, dirty } = said;
  const diff = said.diff === undefined ? undefined : exactly("Artifact", said.diff, "diff");
  const started_at = instant(said.started_at, "started_at");
  const ended_at = instant(said.ended_at, "ended_at");
  return withOwn(
    { name, description, started_at, ended_at, status, params, tags, environment, dirty, diff },
    said.props,
  );
}

/** The edges and the metric history of an execution. */
export function executionEdges(id: NodeId, said: ExecutionMessage): readonly Assertion[] {
  const commit = said.commit === undefined ? undefined : named("Commit", said.commit, "commit");
  return [
    ...links(id, "at-commit", commit, "commit"),
    ...repositoryOf(commit, said.repository),
    ...readsOf(id, said.inputs),
    ...artifactsOf(id, said.artifacts),
    ...links(id, "has-artifact", said.diff === undefined ? undefined : { id: said.diff, q: DIFF }, "diff"),
    ...performedBy(id, said.agent),
    ...links(id, "part-of", said.parent, "parent"),
    ...measuresOf(id, said),
  ];
}

/** Where the commit is. A password would stay in the ledger for ever. */
function repositoryOf(commit: NodeId | undefined, repository: string | undefined): readonly Assertion[] {
  if (repository === undefined) return [];
  if (commit === undefined) throw invalid("repository", "says where the commit is; give commit too");
  if (/^[a-z][\w+.-]*:\/\/[^/]*:[^/]*@/i.test(repository))
    throw invalid("repository", "has a password in it; leave user and password out");
  return [node(commit, { repository })];
}

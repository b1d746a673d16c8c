import type { components, operations } from "./__generated__/api.ts";

type Schemas = components["schemas"];

/** The query parameters of an operation of the OpenAPI document. */
export type QueryOf<Operation extends keyof operations> = NonNullable<
  operations[Operation]["parameters"]["query"]
>;

/** The body of each message, by the name in its address. */
export interface Messages {
  readonly "dataset-version": Schemas["DatasetVersionMessage"];
  readonly "job-run": Schemas["JobRunMessage"];
  readonly run: Schemas["RunMessage"];
  readonly "model-version": Schemas["ModelVersionMessage"];
  readonly deployment: Schemas["DeploymentMessage"];
  readonly check: Schemas["CheckMessage"];
  readonly node: Schemas["NodeMessage"];
  readonly edge: Schemas["EdgeMessage"];
  readonly end: Schemas["EndMessage"];
  readonly pointer: Schemas["PointerMessage"];
  readonly alias: Schemas["AliasMessage"];
  readonly hide: Schemas["HideMessage"];
}

export type MessageName = keyof Messages;

/** An item of a batch: one member, named after its message, such as `{ run: {…} }`. */
export type BatchMessage = {
  readonly [Name in MessageName]: { readonly [Key in Name]: Messages[Name] };
}[MessageName];

export type DatasetVersionMessage = Messages["dataset-version"];
export type JobRunMessage = Messages["job-run"];
export type RunMessage = Messages["run"];
export type CheckMessage = Messages["check"];
export type TokenMessage = Schemas["TokenMessage"];

export type Receipt = Schemas["Receipt"];
export type BatchItem = Schemas["BatchItem"];
export type Node = Schemas["Node"];
export type Edge = Schemas["Edge"];
export type NodePage = Schemas["NodePage"];
export type RunPage = Schemas["RunPage"];
export type HistoryPage = Schemas["HistoryPage"];
export type EntryPage = Schemas["EntryPage"];
export type Lineage = Schemas["Lineage"];
export type Impact = Schemas["Impact"];
export type Path = Schemas["Path"];
export type Reproduction = Schemas["Reproduction"];
export type SearchHits = Schemas["SearchHits"];
export type Metrics = Schemas["Metrics"];
export type Proof = Schemas["Proof"];
export type Health = Schemas["Health"];
export type Schema = Schemas["Schema"];
export type Upload = Schemas["Upload"];
export type Verdict = Schemas["Verdict"];
export type Token = Schemas["Token"];
export type NewToken = Schemas["NewToken"];
export type Tokens = Schemas["Tokens"];

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
export type NodeDetail = Schemas["NodeDetail"];
export type Edge = Schemas["Edge"];
export type NodePage = Schemas["NodePage"];
export type History = Schemas["History"];
export type Versions = Schemas["Versions"];
export type UnlinkedPage = Schemas["UnlinkedPage"];
export type DatasetPage = Schemas["DatasetPage"];
export type ModelPage = Schemas["ModelPage"];
export type JobPage = Schemas["JobPage"];
type Timeline = Schemas["Timeline"];
type TimelineItem = Timeline["items"][number];
/** The versions of a dataset or model in brief; on the first page how many came to be on each day. */
export type VersionTimeline = Extract<Timeline, { readonly items: readonly { readonly readers: number }[] }>;
/** The runs of a job in brief. */
export type JobRuns = Omit<Timeline, "items"> & {
  readonly items: readonly Extract<TimelineItem, { readonly status: unknown }>[];
};
export type EntryPage = Schemas["EntryPage"];
export type LedgerEntry = EntryPage["items"][number];
export type RejectedPage = Schemas["RejectedPage"];
export type Lineage<Item = Node> = Omit<Schemas["Lineage"], "nodes"> & { readonly nodes: readonly Item[] };
export type Impact = Schemas["Impact"];
export type Path = Schemas["Path"];
export type Reproduction = Schemas["Reproduction"];
export type RunGroups = Schemas["RunGroups"];
export type Distinct = Schemas["Distinct"];
export type Comparison = Schemas["Comparison"];
export type Production = Schemas["Production"];
export type SearchHits = Schemas["SearchHits"];
export type Metrics = Extract<Schemas["Metrics"], { readonly metrics: unknown }>;
export type Curve = Extract<Schemas["Metrics"], { readonly step: unknown }>;
export type Curves = Schemas["Curves"];
export type Proofs = Schemas["Proofs"];
export type Sources = Schemas["Sources"];
export type Counts = Schemas["Counts"];
export type Proof = Schemas["Proof"];
export type Caller = Schemas["Caller"];
export type Health = Schemas["Health"];
export type Schema = Schemas["Schema"];
export type Upload = Schemas["Upload"];
export type Verdict = Schemas["Verdict"];
export type Token = Schemas["Token"];
export type NewToken = Schemas["NewToken"];
export type Tokens = Schemas["Tokens"];

/** A run with the last value of each metric. */
export type RunItem = Extract<Schemas["Runs"]["items"][number], { readonly kind: unknown }>;

/** A page of runs, or of their ids with the columns that were asked for. */
export type RunPage<Item = RunItem> = Omit<Schemas["Runs"], "items"> & { readonly items: readonly Item[] };

/** The id of a run with the columns that were asked for. */
export type RunRow = { readonly id: string; readonly [column: string]: unknown };

export * from "./browser.ts";
export { Begat } from "./node/begat.ts";
export type { AddedDataset, DatasetOptions } from "./node/dataset.ts";
export type { Spooled, SpooledItem } from "./node/delivery.ts";
export type { Downloaded } from "./node/download.ts";
export type { Input, JobRun, MetricPlace, Run, Whereabouts } from "./node/execution.ts";
export type { NodeArtifacts } from "./node/node-artifacts.ts";
export type { ExecutionOptions, JobRunOptions, RunOptions } from "./node/start.ts";
export type { DrainReport, Rejected } from "./spool/drain.ts";

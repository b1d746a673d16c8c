import {
  type Assertion,
  type BindAssertion,
  type EdgeAssertion,
  formatId,
  type JsonValue,
  type NodeId,
  parseId,
} from "@begat/core";
import { logInputs } from "../../intake/mlflow/tracking/inputs.ts";
import { type Finding, message } from "../importer.ts";
import { runId } from "./ids.ts";
import type { MlflowInput, MlflowRun } from "./store.ts";

/** The inputs of a run: messages about the versions that it read, and what its own message says of them. */
export interface Inputs {
  readonly findings: readonly Finding[];
  readonly inputs: readonly Readonly<Record<string, JsonValue>>[];
  readonly props: Readonly<Record<string, JsonValue>>;
}

/** What the MLflow wire would say of the inputs of a run, as native messages: both ways lead to the same nodes. */
export function inputsOf(run: NodeId, { id, inputs }: MlflowRun): Inputs {
  const said = logInputs(run, inputs.map(asLogged));
  const names = said.flatMap((item) => (item.assert === "name" ? [{ id: item.id, value: item.value }] : []));
  const place = `run ${id}, inputs`;
  return {
    findings: said.flatMap((item) => findingOf(place, run, item, names) ?? []),
    inputs: said.flatMap((item) => (isRead(item, run) ? [readOf(item)] : [])),
    props: Object.assign(
      {},
      ...said.map((item) => (item.assert === "node" && item.id === run ? item.props : {})),
    ),
  };
}

/** The datasets that the inputs name by their URIs. */
export function namesOf({ findings }: Inputs): readonly unknown[] {
  const named = findings.flatMap((finding) =>
    finding.found === "message" ? Object.values(finding.message).flatMap((body) => body.names ?? []) : [],
  );
  return [...new Map(named.map((name) => [JSON.stringify(name), name])).values()];
}

/** Edges as messages of their own. */
export function* edgeMessages(
  place: string,
  said: readonly Assertion[],
  names?: readonly unknown[],
): Generator<Finding> {
  for (const item of said) {
    if (item.assert !== "edge") continue;
    const { from, rel, to, q, props } = item;
    const evidence = item.evidence === "inferred" ? item.evidence : undefined;
    yield message(place, "edge", { from, rel, to, q, evidence, props, names });
  }
}

/** How a run may have read the data that it was trained on, the likeliest first. */
const ROLES = ["trained-on", "used", "evaluated-on"];

/** A dataset, and what names it by its URI. */
export interface NamedDataset {
  readonly dataset: NodeId;
  readonly names: readonly unknown[];
}

/** The dataset that a run was trained on, else one that it read. */
export function trainingDataset(run: MlflowRun): NamedDataset | undefined {
  if (run.inputs.length === 0) return undefined;
  const read = inputsOf(runId(run.id), run);
  const [first] = ROLES.flatMap((role) => read.inputs.filter(({ relation }) => relation === role));
  if (typeof first?.id !== "string") return undefined;
  return { dataset: formatId({ kind: "Dataset", name: parseId(first.id).name }), names: namesOf(read) };
}

function asLogged({ tags, ...dataset }: MlflowInput) {
  return { dataset, tags: Object.entries(tags).map(([key, value]) => ({ key, value })) };
}

function findingOf(
  place: string,
  run: NodeId,
  item: Assertion,
  names: readonly unknown[],
): Finding | undefined {
  if (item.assert === "node" && item.id !== run) {
    const { location, ...props } = item.props;
    return message(place, "dataset-version", { id: item.id, location, props, names });
  }
  if (item.assert !== "edge" || item.from === run) return undefined;
  return message(place, "edge", { from: item.from, rel: item.rel, to: item.to, q: item.q, names });
}

function isRead(item: Assertion, run: NodeId): item is BindAssertion | EdgeAssertion {
  return (item.assert === "bind" || item.assert === "edge") && item.from === run;
}

function readOf(item: BindAssertion | EdgeAssertion): Readonly<Record<string, JsonValue>> {
  const { rel, q = "", props = {} } = item;
  const target =
    item.assert === "bind"
      ? { id: item.of, ...(item.otherwise && { otherwise: item.otherwise }) }
      : { id: item.to };
  return {
    ...target,
    relation: rel,
    ...(q !== "" && { q }),
    ...(Object.keys(props).length > 0 && { props }),
  };
}

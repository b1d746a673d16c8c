import { createHash } from "node:crypto";
import { type Instant, type JsonValue, type NodeId, parseId } from "@begat/core";
import type { DatasetNamesAnswer, LineageAnswer } from "../../query/answers.ts";
import type { Node } from "../../store/port/nodes.ts";
import { VERSION } from "../../version.ts";
import { type DatasetOf, datasetOf } from "./dataset.ts";
import { facet, PRODUCER } from "./facet.ts";
import { repositoryUrl } from "./repository-url.ts";

/** The namespace of jobs that Begat itself knows. */
const NAMESPACE = "begat";
const SCHEMA_URL = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent";
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

type EventType = "START" | "RUNNING" | "COMPLETE" | "ABORT" | "FAIL" | "OTHER";

/** An event of OpenLineage 2-0-2 about a run. */
export interface RunEvent {
  readonly eventType: EventType;
  readonly eventTime: Instant;
  readonly producer: string;
  readonly schemaURL: string;
  readonly run: { readonly runId: string; readonly facets: JsonValue };
  readonly job: { readonly namespace: string; readonly name: string; readonly facets: JsonValue };
  readonly inputs: readonly DatasetOf[];
  readonly outputs: readonly DatasetOf[];
}

const READ = new Set<string>(["used", "trained-on", "evaluated-on"]);

/**
 * What is known of a run and what is next to it, as one event. `names` are those by which other systems know the datasets,
 * `recorded` is when the last of it was recorded.
 */
export function runEventOf(
  { root, nodes, edges }: LineageAnswer,
  names: DatasetNamesAnswer,
  recorded: Instant,
): RunEvent | undefined {
  const known = new Map((nodes as readonly Node[]).map((node) => [node.id, node]));
  const run = known.get(root);
  if (run === undefined) return undefined;
  const causes = (rels: ReadonlySet<string>) =>
    edges.filter(({ from, rel }) => from === root && rels.has(rel)).map(({ to }) => to);
  const products = edges
    .filter(({ to, rel }) => to === root && rel === "produced-by")
    .map(({ from }) => from);
  const datasetsOf = (ids: readonly NodeId[]) =>
    [...new Set(ids)].flatMap((id) => datasetOf(id, known.get(id)?.props ?? {}, names));
  const [group] = causes(new Set(["run-of"]));
  const [parent] = causes(new Set(["part-of"]));
  const [commit] = causes(new Set(["at-commit"]));
  const type = typeOf(run);
  return {
    eventType: type,
    eventTime: timeOf(run, type) ?? recorded,
    producer: PRODUCER,
    schemaURL: SCHEMA_URL,
    run: { runId: runIdOf(root), facets: { ...runFacets(run), ...parentFacet(parent, edges) } },
    job: {
      ...jobOf(root, group),
      facets: jobFacets(run, commit === undefined ? undefined : known.get(commit)),
    },
    inputs: datasetsOf(causes(READ)),
    outputs: datasetsOf(products),
  };
}

/** The UUID that a run has elsewhere: its own where it is one, else one made of its id. */
function runIdOf(id: NodeId): string {
  const { name } = parseId(id);
  const dashed = name.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  for (const text of [name, dashed]) if (UUID.test(text)) return text.toLowerCase();
  const hash = createHash("sha1").update(`begat ${id}`).digest();
  hash[6] = ((hash[6] as number) & 0x0f) | 0x50;
  hash[8] = ((hash[8] as number) & 0x3f) | 0x80;
  return hash.toString("hex", 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function typeOf({ props }: Node): EventType {
  const status = typeof props.status === "string" ? props.status.toLowerCase() : "";
  if (/^(?:fail|error)/.test(status)) return "FAIL";
  if (/^(?:abort|cancel|kill)/.test(status)) return "ABORT";
  if (/^(?:finish|complet|succe|done)/.test(status) || props.ended_at !== undefined) return "COMPLETE";
  return props.started_at === undefined ? "OTHER" : "RUNNING";
}

function timeOf({ props }: Node, type: EventType): Instant | undefined {
  const time = type === "COMPLETE" || type === "FAIL" || type === "ABORT" ? props.ended_at : undefined;
  return typeof time === "string" ? time : undefined;
}

function jobOf(
  run: NodeId,
  group: NodeId | undefined,
): { readonly namespace: string; readonly name: string } {
  return { namespace: NAMESPACE, name: group === undefined ? run : parseId(group).name };
}

function runFacets({ props }: Node): Readonly<Record<string, JsonValue>> {
  const error = props.error;
  const message = typeof error === "object" && error !== null && "message" in error ? error.message : error;
  return {
    processing_engine: facet("1-1-1/ProcessingEngineRunFacet", { name: "Begat", version: VERSION }),
    ...(typeof message === "string" && {
      errorMessage: facet("1-0-1/ErrorMessageRunFacet", { message, programmingLanguage: "unknown" }),
    }),
  };
}

function parentFacet(
  parent: NodeId | undefined,
  edges: LineageAnswer["edges"],
): Readonly<Record<string, JsonValue>> {
  if (parent === undefined) return {};
  const group = edges.find(({ from, rel }) => from === parent && rel === "run-of")?.to;
  const job = jobOf(parent, group);
  return { parent: facet("1-2-0/ParentRunFacet", { run: { runId: runIdOf(parent) }, job }) };
}

function jobFacets(run: Node, commit: Node | undefined): JsonValue {
  const jobType = run.kind === "Run" ? "TRAINING" : "JOB";
  return {
    jobType: facet("2-0-4/JobTypeJobFacet", { processingType: "BATCH", integration: "BEGAT", jobType }),
    ...(commit !== undefined && codeFacet(commit)),
  };
}

function codeFacet({ id, props }: Node): Readonly<Record<string, JsonValue>> {
  const { repository } = props;
  const url = typeof repository === "string" ? repositoryUrl(repository) : undefined;
  if (url === undefined) return {};
  const said = { type: "git", url, repoUrl: url, version: parseId(id).name };
  return { sourceCodeLocation: facet("1-1-0/SourceCodeLocationJobFacet", said) };
}

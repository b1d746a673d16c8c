import {
  BegatError,
  isObject,
  type JsonValue,
  kindOfId,
  type NodeId,
  type Props,
  parseId,
} from "@begat/core";
import type { Graph } from "../store/port/graph.ts";
import type { Edge, Node } from "../store/port/nodes.ts";
import type { ReproduceAnswer, ReproduceArtifact, ReproduceInput } from "./answers.ts";
import type { IdArgs } from "./args.ts";
import type { QueryContext } from "./context.ts";
import { missingFor } from "./missing.ts";
import { subject } from "./subject.ts";

const MANY = 10_000;
const INPUTS = ["used", "trained-on", "evaluated-on", "seeded-by"] as const;

/** What it takes to repeat a run or job run, or what made a version or deployment; and what is missing for that. */
export async function reproduce(context: QueryContext, args: IdArgs): Promise<ReproduceAnswer> {
  const graph = await context.graph();
  const asked = await subject(graph, args.id);
  const execution = await executionOf(graph, asked);
  const { id, props } = execution;
  const [causes, outputs] = await Promise.all([
    graph.edges([id], "upstream", [...INPUTS, "at-commit", "has-artifact"], MANY),
    graph.edges([id], "downstream", ["produced-by"], MANY),
  ]);
  const answer = {
    id: asked.id,
    execution: id,
    at: execution.at,
    commit: await commitOf(graph, props, causes),
    params: isObject(props.params) ? props.params : {},
    environment: props.environment ?? null,
    inputs: await inputsOf(graph, causes),
    artifacts: artifactsOf(causes),
    outputs: outputs.map((edge) => edge.from),
  };
  return { ...answer, missing: missingFor(answer) };
}

/** The execution to repeat: the node itself, or what made it. */
async function executionOf(graph: Graph, node: Node): Promise<Node> {
  if (node.kind === "Run" || node.kind === "JobRun") return node;
  const relation = node.kind === "Deployment" ? "deploys" : "produced-by";
  const [made] = await graph.edges([node.id], "upstream", [relation], 1);
  const [cause] = made === undefined ? [] : await graph.nodes([made.to]);
  if (cause !== undefined) return executionOf(graph, cause);
  throw new BegatError("not_found", `id: no run or job run is known to have made ${node.id}`, {
    field: "id",
    id: node.id,
  });
}

const textOrNull = (value: JsonValue | undefined): string | null =>
  typeof value === "string" ? value : null;

async function commitOf(
  graph: Graph,
  props: Props,
  causes: readonly Edge[],
): Promise<ReproduceAnswer["commit"]> {
  const edge = causes.find(({ rel }) => rel === "at-commit");
  const [commit] = edge === undefined ? [] : await graph.nodes([edge.to]);
  if (commit === undefined) return null;
  const diff = causes.find(({ rel, q }) => rel === "has-artifact" && q === "diff");
  return {
    id: commit.id,
    sha: textOrNull(commit.props.sha) ?? parseId(commit.id).name,
    repository: textOrNull(commit.props.repository),
    dirty: typeof props.dirty === "boolean" ? props.dirty : null,
    diff: textOrNull(props.diff) ?? diff?.to ?? null,
  };
}

async function inputsOf(graph: Graph, causes: readonly Edge[]): Promise<readonly ReproduceInput[]> {
  const edges = causes.filter(({ rel }) => (INPUTS as readonly string[]).includes(rel));
  const ids = [...new Set(edges.map((edge) => edge.to))];
  const nodes = new Map((await graph.nodes(ids)).map((node) => [node.id, node]));
  const artifacts = await graph.edgesOf(ids, "upstream", ["has-artifact"], MANY);
  return edges.map(({ to, rel, q }) => {
    const props = nodes.get(to)?.props ?? {};
    return {
      id: to,
      relation: rel,
      q,
      content_hash: textOrNull(props.content_hash) ?? textOrNull(props.digest) ?? ownHash(to),
      native_version: textOrNull(props.native_version),
      location: textOrNull(props.location),
      schema: props.schema ?? null,
      artifacts: artifactsOf(artifacts.get(to) ?? []),
    };
  });
}

/** A fact is named by the hash of what it says. */
function ownHash(id: NodeId): string | null {
  return kindOfId(id) === "Fact" ? parseId(id).name : null;
}

function artifactsOf(edges: readonly Edge[]): readonly ReproduceArtifact[] {
  return edges.filter(({ rel }) => rel === "has-artifact").map(({ to, q }) => ({ id: to, q }));
}

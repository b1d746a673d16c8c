import {
  BegatError,
  isObject,
  type JsonValue,
  kindOfId,
  type NodeId,
  type Props,
  parseId,
  READ_RELATIONS,
} from "@begat/core";
import type { Graph } from "../store/port/graph.ts";
import type { Edge, Node } from "../store/port/nodes.ts";
import type { IdArgs } from "./args.ts";
import type { QueryContext } from "./context.ts";
import { missingArtifacts, missingFor } from "./missing.ts";
import type { ReproduceAnswer, ReproduceArtifact, ReproduceInput } from "./reproduce-answer.ts";
import { subject } from "./subject.ts";

const MANY = 10_000;
/** Artifacts of all inputs together. */
const MOST_HELD = 100_000;

/** What it takes to repeat a run or job run, or what made a version or deployment; and what is missing for that. */
export async function reproduce(context: QueryContext, args: IdArgs): Promise<ReproduceAnswer> {
  const graph = await context.graph();
  const asked = await subject(graph, args.id);
  const execution = await executionOf(graph, asked);
  const { id, props } = execution;
  const [causes, outputs] = await Promise.all([
    graph.edges([id], "upstream", [...READ_RELATIONS, "at-commit", "has-artifact"], MANY),
    graph.edges([id], "downstream", ["produced-by"], MANY),
  ]);
  const { cut, ...data } = await dataOf(graph, causes);
  const answer = {
    id: asked.id,
    execution: id,
    at: execution.at,
    commit: await commitOf(graph, props, causes),
    params: isObject(props.params) ? props.params : {},
    environment: props.environment ?? null,
    ...data,
    outputs: outputs.map((edge) => edge.from),
  };
  return { ...answer, missing: [...missingFor(answer), ...cut] };
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

type Data = Pick<ReproduceAnswer, "inputs" | "artifacts"> & { readonly cut: ReproduceAnswer["missing"] };

/** What an execution read and the artifacts that it has; and which of the inputs may have more than are listed. */
async function dataOf(graph: Graph, causes: readonly Edge[]): Promise<Data> {
  const edges = causes.filter(({ rel }) => (READ_RELATIONS as readonly string[]).includes(rel));
  const ids = [...new Set(edges.map((edge) => edge.to))];
  const inputs = await graph.nodes(ids);
  const each = await mostOfEach(graph, ids);
  const held = await graph.edgesOf(ids, "upstream", ["has-artifact"], each);
  const own = causes.filter(({ rel }) => rel === "has-artifact");
  const stored = await storedAmong(graph, [
    ...[own, ...held.values()].flat().map(({ to }) => to),
    ...inputs.flatMap(({ props }) => textOrNull(props.content_hash) ?? []),
  ]);
  const nodes = new Map(inputs.map((node) => [node.id, node]));
  return {
    inputs: edges.map((edge) =>
      inputOf(edge, nodes.get(edge.to)?.props ?? {}, held.get(edge.to) ?? [], stored),
    ),
    artifacts: artifactsOf(own, stored),
    cut: [...held].flatMap(([id, edges]) => (edges.length < each ? [] : [missingArtifacts(id, each)])),
  };
}

/** How many artifacts of each input are listed: all inputs have the same share where they have too many together. */
async function mostOfEach(graph: Graph, inputs: readonly NodeId[]): Promise<number> {
  const all = await graph.edges(inputs, "upstream", ["has-artifact"], MOST_HELD + 1);
  return all.length > MOST_HELD ? Math.min(MANY, Math.ceil(MOST_HELD / inputs.length)) : MANY;
}

function inputOf(
  { to, rel, q }: Edge,
  props: Props,
  held: readonly Edge[],
  stored: ReadonlySet<NodeId>,
): ReproduceInput {
  const artifacts = artifactsOf(held, stored);
  const content_hash = textOrNull(props.content_hash);
  return {
    id: to,
    relation: rel,
    q,
    content_hash: content_hash ?? textOrNull(props.digest) ?? ownHash(to),
    native_version: textOrNull(props.native_version),
    location: textOrNull(props.location),
    schema: props.schema ?? null,
    artifacts,
    stored: artifacts.length > 0 ? artifacts.every((each) => each.stored) : stored.has(content_hash ?? ""),
  };
}

/** A fact is named by the hash of what it says. */
function ownHash(id: NodeId): string | null {
  return kindOfId(id) === "Fact" ? parseId(id).name : null;
}

function artifactsOf(edges: readonly Edge[], stored: ReadonlySet<NodeId>): readonly ReproduceArtifact[] {
  return edges.map(({ to, q }) => ({ id: to, q, stored: stored.has(to) }));
}

/** The artifacts whose bytes are here: only who stores them says how many there are, others name them. */
async function storedAmong(graph: Graph, ids: readonly NodeId[]): Promise<ReadonlySet<NodeId>> {
  const nodes = await graph.nodes([...new Set(ids)]);
  return new Set(nodes.filter(({ props }) => typeof props.size === "number").map(({ id }) => id));
}

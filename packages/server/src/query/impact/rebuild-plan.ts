import { causesFirst, kindOfId, type NodeId, parentOf, parseId, READ_RELATIONS } from "@begat/core";
import type { Graph } from "../../store/port/graph.ts";
import type { Edge, Node } from "../../store/port/nodes.ts";
import type { RebuildStep } from "../answers.ts";

/** What made one version and what one execution is a run of; what one execution read and made. */
const PARENTS = 10;
const EACH = 1_000;
const EXECUTIONS = new Set(["Run", "JobRun"]);
const VERSIONS = new Set(["DatasetVersion", "ModelVersion"]);

/** Something to do: a job with its runs, a run, a version without an execution, a deployment. */
interface Group {
  readonly action: RebuildStep["action"];
  readonly id: NodeId;
  readonly executions: NodeId[];
}

/**
 * What to do again, in an order in which every cause is rebuilt before its effects, deployments last. Each job
 * stands there once, for all its runs that are reached; so does each run. `asked` is all that was asked about: a dataset by each
 * of its names.
 */
export async function rebuildPlan(
  graph: Graph,
  root: NodeId,
  asked: readonly NodeId[],
  nodes: readonly Node[],
  edges: readonly Edge[],
): Promise<readonly RebuildStep[]> {
  const rebuilt = toRebuild(root, asked, nodes);
  const made = await graph.edgesOf(rebuilt.filter(isVersion), "upstream", ["produced-by"], PARENTS);
  const produced = [...made.values()].flat();
  const executions = [...rebuilt.filter(isExecution), ...produced.map((edge) => edge.to)];
  const runOf = await graph.edgesOf([...new Set(executions)], "upstream", ["run-of"], PARENTS);
  const { groups, groupOf } = grouped(
    [...new Set([...rebuilt, ...executions])],
    produced,
    [...runOf.values()].flat(),
  );
  const links = [...edges, ...produced].flatMap(({ from, to }) => {
    const [effect, cause] = [groupOf.get(from), groupOf.get(to)];
    return effect === undefined || cause === undefined ? [] : [{ from: effect, to: cause }];
  });
  links.sort((a, b) => (a.from < b.from ? -1 : 1));
  const order = causesFirst([...groups.keys()].sort(), links).map((id) => groups.get(id)!);
  const isLast = (group: Group): boolean => group.action === "deploy";
  return steps(graph, [...order.filter((group) => !isLast(group)), ...order.filter(isLast)]);
}

interface Grouped {
  readonly groups: ReadonlyMap<NodeId, Group>;
  /** The group that each node belongs to: a version to what made it. */
  readonly groupOf: ReadonlyMap<NodeId, NodeId>;
}

function grouped(ids: readonly NodeId[], produced: readonly Edge[], runOf: readonly Edge[]): Grouped {
  const producerOf = new Map(produced.map((edge) => [edge.from, edge.to]));
  const jobs = new Map(runOf.map((edge) => [edge.from, edge.to]));
  const groups = new Map<NodeId, Group>();
  const groupOf = new Map<NodeId, NodeId>();
  for (const id of ids) {
    const doer = producerOf.get(id) ?? id;
    const group = groupFor(doer, jobs.get(doer));
    const known = groups.get(group.id) ?? group;
    groups.set(group.id, known);
    groupOf.set(id, group.id);
    if (id === doer && isExecution(id)) known.executions.push(id);
  }
  return { groups, groupOf };
}

/** What is out of date: not the versions of the dataset or model that was asked about, they are what changed. */
function toRebuild(root: NodeId, asked: readonly NodeId[], nodes: readonly Node[]): readonly NodeId[] {
  const changed = new Set(asked);
  const ids = nodes.map((node) => node.id).filter((id) => !changed.has(parentOf(parseId(id)) ?? ""));
  const wanted = ids.filter((id) => isVersion(id) || isExecution(id) || kindOfId(id) === "Deployment");
  return isExecution(root) ? [root, ...wanted] : wanted;
}

const isVersion = (id: NodeId): boolean => VERSIONS.has(kindOfId(id));
const isExecution = (id: NodeId): boolean => EXECUTIONS.has(kindOfId(id));

function groupFor(doer: NodeId, partOf: NodeId | undefined): Group {
  const kind = kindOfId(doer);
  if (kind === "JobRun") return { action: "job", id: partOf ?? doer, executions: [] };
  if (kind === "Run") return { action: "run", id: doer, executions: [] };
  return { action: kind === "Deployment" ? "deploy" : "by-hand", id: doer, executions: [] };
}

async function steps(graph: Graph, groups: readonly Group[]): Promise<readonly RebuildStep[]> {
  const doers = groups.flatMap(({ id, executions }) => (executions.length === 0 ? [id] : executions));
  const inputs = await graph.edgesOf(doers, "upstream", [...READ_RELATIONS, "deploys", "derived-from"], EACH);
  const outputs = await graph.edgesOf(doers.filter(isExecution), "downstream", ["produced-by"], EACH);
  return groups.map(({ action, id, executions }) => {
    const own = executions.length === 0 ? [id] : executions;
    const made = action === "by-hand" ? [id] : ends("from", own, outputs);
    return {
      action,
      id,
      executions,
      inputs: ends("to", own, inputs),
      outputs: made,
    };
  });
}

/** One end of the edges that hang on some nodes, each once. */
function ends(
  end: "from" | "to",
  ids: readonly NodeId[],
  edges: ReadonlyMap<NodeId, readonly Edge[]>,
): readonly NodeId[] {
  return [...new Set(ids.flatMap((id) => (edges.get(id) ?? []).map((edge) => edge[end])))].sort();
}

import { isObject, type NodeId, type Props, TAGS } from "@begat/core";
import { jobRunIdOf } from "@begat/core/naming";
import { nonEmpty } from "./dataset.ts";
import type { EventType, RunEvent } from "./event.ts";
import { instantOf } from "./event-instant.ts";
import { type Facets, stated, textOf } from "./facets.ts";
import type { SourceCode } from "./job.ts";
import type { Named, Statement } from "./statement.ts";
import { tagsOf } from "./tags.ts";

/** What each terminal event makes of its run. */
const ENDS: Readonly<Partial<Record<EventType, string>>> = {
  COMPLETE: "finished",
  FAIL: "failed",
  ABORT: "aborted",
};
const MAX_TRACE = 16_384;
/** Any end is later than this. */
const BEFORE_ANY_END = "0001-01-01T00:00:00.000Z";

/** Says of a run what one event tells of it. */
export function describeRun(say: Statement, event: RunEvent, job: NodeId, facets: Facets): NodeId {
  const { type, at } = event;
  const id = jobRunIdOf(event.run.runId);
  const parent = facets.read("parent", parentOf);
  const nominal = facets.read("nominalTime", nominalOf);
  const tags = facets.read("tags", (facet) => tagsOf(facet));
  const error = facets.read("errorMessage", errorOf);
  const ended = ENDS[type];
  const started = type === "START" ? at : undefined;
  say.node(
    id,
    {
      job,
      started_at: started,
      ended_at: ended === undefined ? undefined : at,
      status: ended,
      error,
      nominal_start: nominal === null ? null : nominal?.nominal_start,
      nominal_end: nominal === null ? null : nominal?.nominal_end,
      [TAGS]: tags,
      producer: event.producer,
      facets: nonEmpty(facets.rest()),
    },
    { at: started },
  );
  if (ended === undefined) say.node(id, { status: "running" }, { stated_at: BEFORE_ANY_END });
  say.edge(id, "run-of", job);
  if (parent) describeParents(say, id, parent);
  return id;
}

/** Says which commit a run ran at. */
export function describeCommit(say: Statement, run: NodeId, code: SourceCode | undefined): void {
  if (code?.commit === undefined) return;
  const commit = `commit:${code.commit.sha}`;
  say.node(commit, { repository: code.commit.repository });
  say.edge(run, "at-commit", commit);
}

interface Ancestor {
  readonly run: NodeId;
  readonly job: Named | undefined;
}

interface Parents {
  readonly parent?: Ancestor;
  readonly root?: Ancestor;
}

function parentOf(facet: Props): Parents | undefined {
  const parent = ancestorOf(facet);
  const root = isObject(facet.root) ? ancestorOf(facet.root) : undefined;
  if (parent === undefined && root === undefined) return undefined;
  return { ...(parent !== undefined && { parent }), ...(root !== undefined && { root }) };
}

function ancestorOf({ run, job }: Props): Ancestor | undefined {
  const runId = isObject(run) ? textOf(run.runId) : undefined;
  if (runId === undefined) return undefined;
  const namespace = isObject(job) ? textOf(job.namespace)?.trim() : undefined;
  const name = isObject(job) ? textOf(job.name)?.trim() : undefined;
  return { run: jobRunIdOf(runId), job: namespace && name ? { namespace, name } : undefined };
}

/** The run that started this one, and the outermost one where that is another. */
function describeParents(say: Statement, run: NodeId, { parent, root }: Parents): void {
  const ancestors = [
    { ancestor: parent, q: undefined },
    { ancestor: root?.run === parent?.run ? undefined : root, q: "root" },
  ];
  for (const { ancestor, q } of ancestors) {
    if (ancestor === undefined || ancestor.run === run) continue;
    if (ancestor.job !== undefined) say.edge(ancestor.run, "run-of", say.job(ancestor.job));
    say.edge(run, "part-of", ancestor.run, { q });
  }
}

function nominalOf({ nominalStartTime, nominalEndTime }: Props) {
  const nominal_start = instantOf(textOf(nominalStartTime) ?? "");
  const nominal_end = instantOf(textOf(nominalEndTime) ?? "");
  return nominal_start === undefined ? undefined : { nominal_start, nominal_end };
}

function errorOf({ message, programmingLanguage, stackTrace }: Props): Props | undefined {
  return stated({
    message: textOf(message)?.slice(0, MAX_TRACE).toWellFormed(),
    language: textOf(programmingLanguage),
    stack_trace: textOf(stackTrace)?.slice(0, MAX_TRACE).toWellFormed(),
  });
}

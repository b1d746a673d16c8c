import { type JsonValue, LEDGER_PROPS } from "@begat/core";
import type { NodeAnswer, PageOf } from "../../query/answers.ts";
import type { JobRunBrief } from "../../store/port/briefs.ts";
import type { MetricSummary } from "../../store/port/metrics.ts";
import type { EdgeGroup } from "../../store/port/nodes.ts";
import { environmentOf } from "./environment.ts";
import { type Field, membersOf, renderFields } from "./fields.ts";
import { plain } from "./plain.ts";
import type { Style } from "./style.ts";
import { type Column, renderTable, type TableOptions } from "./table.ts";
import { count, showHash, showInstant, showProp, showValue } from "./value.ts";

const APART = new Set(["params", "tags", "environment", "statistics", "schema"]);
const SHOWN = 10;

/** Everything known of a node: its properties, settings, metrics, versions, last runs and edges. */
export function renderNode(node: NodeAnswer, options: TableOptions, runs?: PageOf<JobRunBrief>): string {
  const { style } = options;
  const flags = [node.unresolved ? "named, never described" : "", node.hidden ? "hidden" : ""].filter(
    (flag) => flag !== "",
  );
  const head = `${style.bold(plain(node.id))}  ${style.dim([node.kind, ...flags].join(", "))}\n`;
  return [
    head,
    renderFields(fieldsOf(node, style), style),
    group("params", membersOf(node.props.params), style),
    group("tags", membersOf(node.props.tags), style),
    group("environment", environmentFields(node), style),
    group("statistics", membersOf(node.props.statistics), style),
    schemaOf(node.props.schema, options),
    metricsOf(node.metrics, options),
    versionsOf(node, options),
    runsOf(runs, options),
    edgesOf(node, style, runs === undefined ? [] : ["run-of"]),
  ].join("");
}

function fieldsOf(node: NodeAnswer, style: Style): readonly Field[] {
  const { props, at, created_seq, updated_seq, aliases, pointers = [] } = node;
  const shown = Object.entries(props).filter(
    ([name, value]) =>
      !LEDGER_PROPS.has(name) && !isApart(name, value) && !(name === "started_at" && value === at),
  );
  return [
    [Object.hasOwn(props, "started_at") ? "started_at" : "at", showInstant(at)],
    ...shown.map(([name, value]): Field => [name, showProp(name, value)]),
    ...aliases.map(({ scheme, value }): Field => ["also", `${plain(scheme)} ${plain(value)}`]),
    ...pointers.map(({ name, to }): Field => [`@${plain(name)}`, style.id(plain(to))]),
    [
      "ledger",
      created_seq === updated_seq ? `entry ${created_seq}` : `entries ${created_seq} to ${updated_seq}`,
    ],
  ];
}

/** Whether a property has a section of its own. The environment of a deployment is a name, that of a run has members. */
function isApart(name: string, value: JsonValue): boolean {
  return APART.has(name) && typeof value === "object";
}

/** What a run ran in; of its packages, which may be hundreds, how many there are. */
function environmentFields({ id, props }: NodeAnswer): readonly Field[] {
  const { fields, packages } = environmentOf(props.environment);
  if (packages.length === 0) return fields;
  return [...fields, ["packages", `${packages.length}, listed by begat reproduce ${plain(id)}`]];
}

function group(name: string, fields: readonly Field[], style: Style): string {
  return fields.length === 0 ? "" : `\n${name}\n${renderFields(fields, style)}`;
}

interface SchemaColumn {
  readonly name: string;
  readonly type: string;
}

function schemaOf(schema: JsonValue | undefined, { style }: TableOptions): string {
  if (!Array.isArray(schema)) return "";
  const columns = schema as unknown as readonly SchemaColumn[];
  return group(
    `schema, ${count(columns.length, "column")}`,
    columns.map(({ name, type }): Field => [name, showValue(type)]),
    style,
  );
}

const METRIC_COLUMNS: readonly Column<readonly [string, MetricSummary]>[] = [
  { heading: "METRIC", cell: ([name]) => name },
  { heading: "LAST", cell: ([, { last }]) => showValue(last), right: true },
  { heading: "MIN", cell: ([, { min, count }]) => (count > 1 ? showValue(min) : ""), right: true },
  { heading: "MAX", cell: ([, { max, count }]) => (count > 1 ? showValue(max) : ""), right: true },
  { heading: "STEP", cell: ([, { step, count }]) => (count > 1 ? String(step) : ""), right: true },
  { heading: "POINTS", cell: ([, { count }]) => (count > 1 ? String(count) : ""), right: true },
];

function metricsOf(metrics: NodeAnswer["metrics"], options: TableOptions): string {
  const rows = Object.entries(metrics ?? {});
  return rows.length === 0 ? "" : `\n${renderTable(METRIC_COLUMNS, rows, options)}`;
}

function versionsOf({ versions }: NodeAnswer, options: TableOptions): string {
  if (versions === undefined || versions.items.length === 0) return "";
  const table = renderTable(
    [
      { heading: "VERSION", cell: ({ id }) => id, paint: options.style.id },
      { heading: "AT", cell: ({ at }) => showInstant(at) },
      { heading: "SPLIT", cell: ({ props }) => showValue(props.split) },
      { heading: "HASH", cell: ({ props }) => showHash(props.content_hash ?? props.digest) },
      {
        heading: "NATIVE VERSION",
        cell: ({ id, props: { native_version } }) =>
          id.endsWith(`:${native_version}`) ? "" : showValue(native_version),
      },
      { heading: "ENTRY", cell: ({ created_seq }) => String(created_seq), right: true },
    ],
    versions.items,
    options,
  );
  return `\n${table}${versions.next === undefined ? "" : "… and older ones\n"}`;
}

function runsOf(runs: PageOf<JobRunBrief> | undefined, options: TableOptions): string {
  if (runs === undefined || runs.items.length === 0) return "";
  const table = renderTable(
    [
      { heading: "RUN", cell: ({ id }) => id, paint: options.style.id },
      { heading: "STATUS", cell: ({ status }) => showValue(status) },
      { heading: "STARTED", cell: ({ at }) => showInstant(at) },
      { heading: "ENDED", cell: ({ ended_at }) => showInstant(ended_at) },
    ],
    runs.items,
    options,
  );
  return `\n${table}${runs.next === undefined ? "" : "… and older ones\n"}`;
}

/** The edges, causes first; the name of a relation stands before the first of its edges. */
function edgesOf({ edges, versions }: NodeAnswer, style: Style, shown: readonly string[]): string {
  const upstream = edges.filter(({ direction }) => direction === "upstream");
  const downstream = edges.filter(
    ({ direction, rel }) =>
      direction === "downstream" && !(rel === "version-of" && versions) && !shown.includes(rel),
  );
  const fields = [...upstream, ...downstream].flatMap((each) => edgeFields(each, style));
  return fields.length === 0 ? "" : `\n${renderFields(fields, style)}`;
}

function edgeFields({ name, edges, count, direction }: EdgeGroup, style: Style): readonly Field[] {
  const shown = edges.slice(0, SHOWN).map(({ from, to, q }, index): Field => {
    const id = style.id(plain(direction === "upstream" ? to : from));
    return [index === 0 ? name : "", q === "" ? id : `${id}  ${style.dim(plain(q))}`];
  });
  return count > shown.length ? [...shown, ["", style.dim(`… and ${count - shown.length} more`)]] : shown;
}

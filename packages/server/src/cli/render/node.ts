import type { JsonValue } from "@begat/core";
import type { NodeAnswer } from "../../query/answers.ts";
import type { EdgeGroup, MetricSummary } from "../../store/port.ts";
import { renderFields } from "./fields.ts";
import { plain } from "./plain.ts";
import type { Style } from "./style.ts";
import { type Column, renderTable, type TableOptions } from "./table.ts";
import { showInstant, showValue } from "./value.ts";

const APART = new Set(["params", "tags", "environment", "statistics", "schema"]);
const SHOWN = 10;

/** Everything known of a node: its properties, settings, metrics, versions and edges. */
export function renderNode(node: NodeAnswer, options: TableOptions): string {
  const { style } = options;
  const flags = [node.unresolved ? "named, never described" : "", node.hidden ? "hidden" : ""].filter(
    (flag) => flag !== "",
  );
  const head = `${style.bold(plain(node.id))}  ${style.dim([node.kind, ...flags].join(", "))}\n`;
  const fields: (readonly [string, string])[] = [
    ["at", showInstant(node.at)],
    ...Object.entries(node.props)
      .filter(([name]) => !APART.has(name))
      .map(([name, value]) => [name, showProp(name, value)] as const),
    [
      "entries",
      node.created_seq === node.updated_seq
        ? String(node.created_seq)
        : `${node.created_seq} to ${node.updated_seq}`,
    ],
    ...node.aliases.map(({ scheme, value }) => ["also", `${plain(scheme)} ${plain(value)}`] as const),
    ...(node.pointers ?? []).map(({ name, to }) => [`@${name}`, style.id(plain(to))] as const),
  ];
  return [
    head,
    renderFields(fields, style),
    ...["params", "tags", "environment", "statistics"].map((name) =>
      group(name, membersOf(node.props[name]), style),
    ),
    schemaOf(node.props.schema, options),
    metricsOf(node.metrics, options),
    versionsOf(node, options),
    ...node.edges.map((edges) => edgesOf(edges, style)),
  ].join("");
}

function showProp(name: string, value: JsonValue): string {
  return name.endsWith("_at") ? showInstant(value) : showValue(value);
}

function membersOf(value: JsonValue | undefined): readonly (readonly [string, string])[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  return Object.entries(value).map(([name, member]) => [name, showValue(member)] as const);
}

function group(name: string, fields: readonly (readonly [string, string])[], style: Style): string {
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
    `schema, ${columns.length} columns`,
    columns.map(({ name, type }) => [name, showValue(type)] as const),
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
      {
        heading: "HASH",
        cell: ({ props }) => showValue(props.content_hash ?? props.native_version ?? props.digest),
      },
      { heading: "ENTRY", cell: ({ created_seq }) => String(created_seq), right: true },
    ],
    versions.items,
    options,
  );
  return `\n${table}${versions.next === undefined ? "" : "… and older ones\n"}`;
}

function edgesOf({ name, edges, count, direction }: EdgeGroup, style: Style): string {
  const lines = edges.slice(0, SHOWN).map(({ from, to, q }) => {
    const id = style.id(plain(direction === "upstream" ? to : from));
    return `  ${id}${q === "" ? "" : style.dim(`  ${plain(q)}`)}\n`;
  });
  const more = count > lines.length ? `  … and ${count - lines.length} more\n` : "";
  return `\n${name}\n${lines.join("")}${more}`;
}

import { lineOf } from "../canvas/card-words.ts";
import { DASHES, INDIRECT, SAME } from "../canvas/flow-parts.ts";
import { curveTo, routeOf } from "../canvas/route.ts";
import { shapeOf } from "../canvas/shape.ts";
import { HEIGHT, MOST_ROWS, rowAt, WIDTH } from "../canvas/sizes.ts";
import type { Placed } from "../canvas/use-layout.ts";
import type { ColumnEdge, ColumnRow, Columns } from "../graph/columns.ts";
import { type Family, familyOf } from "../graph/families.ts";
import type { ViewEdge, ViewNode } from "../graph/view-graph.ts";

const MARGIN = 24;
/** How wide the words of a card may be. */
const ROOM = WIDTH - 34;
const LIT = "#e67700";
const COLORS: Readonly<Record<Family, string>> = {
  data: "#1971c2",
  jobs: "#d9480f",
  training: "#9c36b5",
  models: "#087f5b",
  deployments: "#c92a2a",
  checks: "#2b8a3e",
  columns: "#0b7285",
  code: "#212529",
  other: "#495057",
};

/** What is drawn: nodes in their places, the columns that are open, the path that is lit. */
export interface Drawn extends Placed {
  readonly columns: ReadonlyMap<string, Columns>;
  readonly columnLines: readonly ColumnEdge[];
  readonly path: { readonly nodes: ReadonlySet<string>; readonly edges: ReadonlySet<string> };
}

/** The drawing as an SVG file that needs nothing else: black on white, as for a document. */
export function toSvg(drawn: Drawn): { text: string; width: number; height: number } {
  const { view, places, heights, columnLines } = drawn;
  const all = [...places].map(([id, { x, y }]) => ({ x: x + WIDTH, y: y + (heights.get(id) ?? HEIGHT) }));
  const width = Math.ceil(Math.max(0, ...all.map(({ x }) => x)) + 2 * MARGIN);
  const height = Math.ceil(Math.max(0, ...all.map(({ y }) => y)) + 2 * MARGIN);
  const shapes = [
    ...view.edges.map((edge) => line(drawn, edge)),
    ...view.nodes.map((node) => card(drawn, node)),
    ...columnLines.map((edge) => columnLine(drawn, edge)),
  ];
  const text = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${-MARGIN} ${-MARGIN} ${width} ${height}" font-family="system-ui, sans-serif" font-size="12"><defs><marker id="arrow" viewBox="0 0 10 10" refX="10" refY="5" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L10 5L0 10z" fill="#868e96"/></marker></defs><rect x="${-MARGIN}" y="${-MARGIN}" width="100%" height="100%" fill="#fff"/>${shapes.join("")}</svg>\n`;
  return { text, width, height };
}

function line({ places, bends, path }: Drawn, { id, from, to, evidence, isIndirect }: ViewEdge): string {
  const [effect, cause] = [places.get(from), places.get(to)];
  if (effect === undefined || cause === undefined) return "";
  const { path: d } = routeOf(cause, effect, bends.get(id));
  const [color, width] = path.edges.has(id) ? [LIT, 3] : ["#868e96", 1.25];
  return `<path d="${d}" fill="none" stroke="${color}" stroke-width="${width}"${dashed(isIndirect ? INDIRECT : DASHES[evidence])} marker-end="url(#arrow)"/>`;
}

function card({ places, heights, columns, path }: Drawn, node: ViewNode): string {
  const place = places.get(node.id);
  if (place === undefined) return "";
  const color = COLORS[familyOf(node.kind)];
  const outline = shapeOf(node.kind, WIDTH, heights.get(node.id) ?? HEIGHT);
  const fill = path.nodes.has(node.id) ? "#fff3bf" : "#fff";
  return `<g transform="translate(${place.x} ${place.y})"><title>${escaped(node.id)}</title><path d="${outline}" fill="${fill}" stroke="${color}" stroke-width="${node.isRoot ? 3 : 1.5}"/><text x="18" y="22" font-weight="600">${escaped(cut(node.title, BOLD))}</text><text x="18" y="39" fill="#495057">${escaped(cut(lineOf(node), PLAIN))}</text>${rowsOf(columns.get(node.id)?.rows ?? [])}</g>`;
}

function rowsOf(rows: readonly ColumnRow[]): string {
  const names = rows.slice(0, MOST_ROWS).map(({ name }) => name);
  if (rows.length > MOST_ROWS) names.push(`and ${rows.length - MOST_ROWS} more`);
  return names
    .map(
      (name, index) =>
        `<text x="18" y="${rowAt(index) + 4}" font-size="11">${escaped(cut(name, PLAIN))}</text>`,
    )
    .join("");
}

function columnLine(
  { places, columns }: Drawn,
  { from, fromFeature, to, toFeature, edge }: ColumnEdge,
): string {
  const [effect, cause] = [places.get(from), places.get(to)];
  if (effect === undefined || cause === undefined) return "";
  const at = (id: string, feature: string): number =>
    rowAt(columns.get(id)?.rows.findIndex((row) => row.feature === feature) ?? 0);
  const start = { x: cause.x + WIDTH, y: cause.y + at(to, toFeature) };
  const end = { x: effect.x, y: effect.y + at(from, fromFeature) };
  return `<path d="M${start.x} ${start.y}${curveTo(start, end)}" fill="none" stroke="${COLORS.columns}" stroke-width="1.25"${dashed(edge === undefined ? SAME : DASHES[edge.evidence])}/>`;
}

function dashed(dashes: string | undefined): string {
  return dashes === undefined ? "" : ` stroke-dasharray="${dashes}"`;
}

const BOLD = "600 12px system-ui, sans-serif";
const PLAIN = "12px system-ui, sans-serif";

/** A text as long as there is room for it on a card. */
function cut(text: string, font: string): string {
  const context = document.createElement("canvas").getContext("2d");
  if (context === null) return text;
  context.font = font;
  const letters = [...text];
  const isWide = (shown: string): boolean => context.measureText(shown).width > ROOM;
  if (!isWide(text)) return text;
  while (letters.length > 0 && isWide(`${letters.join("")}…`)) letters.pop();
  return `${letters.join("")}…`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no way to write them
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
      .replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char)
  );
}

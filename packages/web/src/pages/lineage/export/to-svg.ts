import { lineOf } from "../canvas/card-words.ts";
import { DASHES } from "../canvas/flow-parts.ts";
import { shapeOf } from "../canvas/shape.ts";
import { HEIGHT, WIDTH } from "../canvas/sizes.ts";
import type { Placed } from "../canvas/use-layout.ts";
import { type Family, familyOf } from "../graph/families.ts";

const MARGIN = 24;
const LETTERS = 30;
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

/** The drawing as an SVG file that needs nothing else: black on white, as for a document. */
export function toSvg({ view, places, heights }: Placed): { text: string; width: number; height: number } {
  const all = [...places].map(([id, { x, y }]) => ({ x: x + WIDTH, y: y + (heights.get(id) ?? HEIGHT) }));
  const width = Math.ceil(Math.max(0, ...all.map(({ x }) => x)) + 2 * MARGIN);
  const height = Math.ceil(Math.max(0, ...all.map(({ y }) => y)) + 2 * MARGIN);
  const lines = view.edges.flatMap(({ from, to, evidence, isIndirect }) => {
    const [effect, cause] = [places.get(from), places.get(to)];
    if (effect === undefined || cause === undefined) return [];
    const [x1, y1, x2, y2] = [cause.x + WIDTH, cause.y + HEIGHT / 2, effect.x, effect.y + HEIGHT / 2];
    const bend = Math.max(40, Math.abs(x2 - x1) / 2);
    const dashes = isIndirect ? "12 3 2 3" : DASHES[evidence];
    return `<path d="M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}" fill="none" stroke="#868e96" stroke-width="1.25"${dashes === undefined ? "" : ` stroke-dasharray="${dashes}"`} marker-end="url(#arrow)"/>`;
  });
  const cards = view.nodes.flatMap((node) => {
    const place = places.get(node.id);
    if (place === undefined) return [];
    const color = COLORS[familyOf(node.kind)];
    return `<g transform="translate(${place.x} ${place.y})"><title>${escaped(node.id)}</title><path d="${shapeOf(node.kind, WIDTH, HEIGHT)}" fill="#fff" stroke="${color}" stroke-width="${node.isRoot ? 3 : 1.5}"/><text x="18" y="22" font-weight="600">${escaped(cut(node.title))}</text><text x="18" y="39" fill="#495057">${escaped(cut(lineOf(node)))}</text></g>`;
  });
  const text = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${-MARGIN} ${-MARGIN} ${width} ${height}" font-family="system-ui, sans-serif" font-size="12"><defs><marker id="arrow" viewBox="0 0 10 10" refX="10" refY="5" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L10 5L0 10z" fill="#868e96"/></marker></defs><rect x="${-MARGIN}" y="${-MARGIN}" width="100%" height="100%" fill="#fff"/>${lines.join("")}${cards.join("")}</svg>\n`;
  return { text, width, height };
}

function cut(text: string): string {
  const letters = [...text];
  return letters.length <= LETTERS ? text : `${letters.slice(0, LETTERS - 1).join("")}…`;
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

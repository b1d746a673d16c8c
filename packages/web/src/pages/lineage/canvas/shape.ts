import type { Kind } from "@begat/core";
import { familyOf } from "../graph/families.ts";

const CUT = 12;

/** The outline of a node: each family of kinds has a shape of its own, so that nothing is told by colour alone. */
export function shapeOf(kind: Kind, width: number, height: number): string {
  switch (familyOf(kind)) {
    case "data":
    case "columns":
      return rounded(width, height, 4);
    case "jobs":
    case "training":
      return rounded(width, height, Math.min(height / 2, 26));
    case "models":
      return pointed(width, height, CUT, CUT);
    case "deployments":
      return pointed(width, height, 0, CUT * 1.5);
    case "checks":
      return polygon([
        [CUT, 0],
        [width - CUT, 0],
        [width, CUT],
        [width, height - CUT],
        [width - CUT, height],
        [CUT, height],
        [0, height - CUT],
        [0, CUT],
      ]);
    default:
      return polygon([
        [0, 0],
        [width - CUT, 0],
        [width, CUT],
        [width, height],
        [0, height],
      ]);
  }
}

function rounded(width: number, height: number, radius: number): string {
  const [w, h] = [width - 2 * radius, height - 2 * radius];
  const arc = (x: number, y: number) => `a${radius} ${radius} 0 0 1 ${x} ${y}`;
  return `M${radius} 0h${w}${arc(radius, radius)}v${h}${arc(-radius, radius)}h${-w}${arc(-radius, -radius)}v${-h}${arc(radius, -radius)}z`;
}

/** With a point in the middle of its left and its right side, as long as is asked; of none, the side is straight. */
function pointed(width: number, height: number, left: number, right: number): string {
  return polygon([
    [left, 0],
    [width - right, 0],
    [width, height / 2],
    [width - right, height],
    [left, height],
    [0, height / 2],
  ]);
}

function polygon(points: readonly (readonly [number, number])[]): string {
  return `M${points.map(([x, y]) => `${x} ${y}`).join("L")}z`;
}

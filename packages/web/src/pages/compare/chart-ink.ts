import { formatNumber } from "../../parts/format-metric.ts";
import type { Dimension } from "./dimensions.ts";

/** The colours of what stands around the marks of a chart. */
export const INKS = {
  light: { text: "#4b5259", line: "#c9ced3", grid: "#e6e9ec", ground: "#ffffff" },
  dark: { text: "#c3c8cd", line: "#55595e", grid: "#3b3f44", ground: "#2b2e31" },
} as const;

export type Scheme = keyof typeof INKS;

const WIDE = 100;

/** An axis of a dimension: words by name, numbers that span magnitudes on a log scale. */
export function axisOf({ key, isNumber, values }: Dimension, scheme: Scheme) {
  const { text, line, grid, ground } = INKS[scheme];
  const look = {
    nameTextStyle: { color: text, fontWeight: 600 },
    axisLine: { show: true, lineStyle: { color: line } },
    axisTick: { lineStyle: { color: line } },
    axisLabel: {
      color: text,
      textBorderColor: ground,
      textBorderWidth: 3,
      hideOverlap: true,
      width: 110,
      overflow: "truncate",
      ...(isNumber && { formatter: tickFormat(values) }),
    },
    splitLine: { lineStyle: { color: grid } },
  } as const;
  if (!isNumber) {
    const words = [...new Set(values.filter((value) => value !== null))].sort();
    return { ...look, name: key, type: "category", data: words } as const;
  }
  return isWide(values)
    ? ({ ...look, name: `${key} (log)`, type: "log", logBase: 10 } as const)
    : ({ ...look, name: key, type: "value", scale: true, minInterval: isWhole(values) ? 1 : 0 } as const);
}

function isWide(values: Dimension["values"]): boolean {
  const numbers = values.filter((value): value is number => typeof value === "number");
  const least = Math.min(...numbers);
  return least > 0 && Math.max(...numbers) / least >= WIDE;
}

/** How the numbers along one axis are written, all in one way: with an exponent where they would be long without. */
export function tickFormat(values: Dimension["values"]): (tick: number) => string {
  const sizes = values.flatMap((value) =>
    typeof value === "number" && value !== 0 ? [Math.abs(value)] : [],
  );
  // A linear axis has ticks at about a tenth of its greatest value.
  const least = isWide(values) ? Math.min(...sizes) : Math.max(...sizes) / 10;
  const isLong = sizes.length > 0 && (least < 1e-4 || Math.max(...sizes) >= 1e9);
  return isLong ? (tick) => (tick === 0 ? "0" : Number(tick.toPrecision(5)).toExponential()) : formatNumber;
}

function isWhole(values: Dimension["values"]): boolean {
  return values.every((value) => value === null || Number.isInteger(value));
}

/** The look of tooltips. */
export function tipOf(scheme: Scheme) {
  const { text, line, ground } = INKS[scheme];
  return {
    backgroundColor: ground,
    borderColor: line,
    textStyle: { color: text, fontSize: 12 },
    confine: true,
  };
}

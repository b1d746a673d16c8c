import { styleText } from "node:util";

type Paint = (text: string) => string;

/** The few ways in which text stands out. */
export interface Style {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly id: Paint;
  readonly good: Paint;
  readonly bad: Paint;
  readonly warn: Paint;
}

type Format = Parameters<typeof styleText>[0];

/** The styles of a terminal, or no colours at all. */
export function createStyle(colours: boolean): Style {
  const paint = (format: Format): Paint => (colours ? (text) => styleText(format, text) : (text) => text);
  return {
    bold: paint("bold"),
    dim: paint("dim"),
    id: paint("cyan"),
    good: paint("green"),
    bad: paint("red"),
    warn: paint("yellow"),
  };
}

/** Text without any style. */
export const PLAIN = createStyle(false);

import { inspect } from "node:util";

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

/** The styles of a terminal, or no colours at all. */
export function createStyle(colours: boolean): Style {
  const paint = (name: string): Paint => (colours ? painter(name) : (text) => text);
  return {
    bold: paint("bold"),
    dim: paint("dim"),
    id: paint("cyan"),
    good: paint("green"),
    bad: paint("red"),
    warn: paint("yellow"),
  };
}

function painter(name: string): Paint {
  const [on, off] = inspect.colors[name] ?? [0, 0];
  return (text) => (text === "" ? "" : `\u001b[${on}m${text}\u001b[${off}m`);
}

/** Text without any style. */
export const PLAIN = createStyle(false);

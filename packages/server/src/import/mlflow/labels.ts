import type { Field } from "../field.ts";
import type { Labels } from "./store.ts";

/** Texts by their names, out of pairs; a name without a text is left out. */
export function labelsOf(pairs: readonly (readonly [name: Field, text: Field])[]): Labels {
  const labels = pairs.flatMap(([name, text]) => {
    const value = text.label();
    return value === undefined ? [] : [[name.label() ?? "", value] as const];
  });
  return Object.fromEntries(labels);
}

import type { Comparison } from "@begat/client/browser";
import type { CurveRun } from "../../parts/curves/line.ts";
import { titleOf } from "../../parts/title-of.ts";
import { type Dimension, dimensionsOf } from "./dimensions.ts";
import type { CompareSearch } from "./search.ts";

/** What is compared, as every view of it needs it. */
export interface Compared {
  readonly comparison: Comparison;
  readonly runs: readonly CurveRun[];
  readonly dimensions: readonly Dimension[];
}

/** What every view of the page is given. */
export interface ViewProps {
  readonly compared: Compared;
  readonly search: CompareSearch;
  readonly onChange: (some: Partial<CompareSearch>) => void;
}

/** Makes of the server's answer what the views need. Runs of one name are told apart by their ids. */
export function comparedOf(comparison: Comparison): Compared {
  const titles = comparison.runs.map(titleOf);
  const runs = comparison.runs.map(({ id, at }, place): CurveRun => {
    const title = titles[place] as string;
    const isAlone = titles.indexOf(title) === titles.lastIndexOf(title);
    return { id, label: isAlone ? title : `${title} (${id.slice("run:".length)})`, at };
  });
  return { comparison, runs, dimensions: dimensionsOf(comparison) };
}

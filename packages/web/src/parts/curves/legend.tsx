import { formatMetric } from "../format-metric.ts";
import classes from "./curves.module.css";
import type { CurveRun } from "./line.ts";
import type { Look } from "./look.ts";
import { Swatch } from "./swatch.tsx";

export interface LegendItem {
  readonly run: CurveRun;
  readonly look: Look;
  readonly isShown: boolean;
  /** The value at the cursor, else the last. */
  readonly value: number | string | null | undefined;
}

interface LegendProps {
  readonly items: readonly LegendItem[];
  /** What the values are: "at step 120", "last". */
  readonly what: string;
  readonly onToggle: (id: string) => void;
}

/** The runs of a chart, each a switch that shows or hides its curve. */
export function Legend({ items, what, onToggle }: LegendProps) {
  return (
    <ul className={classes.legend} aria-label={`Runs, with the value ${what}`}>
      {items.map(({ run, look, isShown, value }) => (
        <li key={run.id}>
          <button
            type="button"
            className={classes.toggle}
            aria-pressed={isShown}
            title={run.id}
            onClick={() => onToggle(run.id)}
          >
            <Swatch look={look} />
            <span className={classes.label}>{run.label}</span>
            <span className={classes.value}>{isShown ? formatMetric(value) : "hidden"}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

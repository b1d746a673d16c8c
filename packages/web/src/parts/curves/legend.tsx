import { formatMetric } from "../format-metric.ts";
import classes from "./curves.module.css";
import type { CurveRun } from "./line.ts";
import type { Look } from "./look.ts";

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

/** A stroke as the run is drawn. */
function Swatch({ look: { color, dash } }: { look: Look }) {
  return (
    <svg width={28} height={8} aria-hidden style={{ flex: "none" }}>
      <line x1={0} x2={28} y1={4} y2={4} stroke={color} strokeWidth={2.5} strokeDasharray={dash.join(" ")} />
    </svg>
  );
}

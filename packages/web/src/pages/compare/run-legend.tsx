import { useComputedColorScheme } from "@mantine/core";
import type { CurveRun } from "../../parts/curves/line.ts";
import { lookOf } from "../../parts/curves/look.ts";
import { Swatch } from "../../parts/curves/swatch.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import classes from "./compare.module.css";

/** Which line is which run. */
export function RunLegend({ runs }: { runs: readonly CurveRun[] }) {
  const scheme = useComputedColorScheme();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys scroll it
    <ul className={classes.legend} aria-label="Runs and how they are drawn" tabIndex={0}>
      {runs.map(({ id, label }, place) => (
        <li key={id}>
          <Swatch look={lookOf(place, scheme)} />
          <NodeLink id={id} icon={false}>
            {label}
          </NodeLink>
        </li>
      ))}
    </ul>
  );
}

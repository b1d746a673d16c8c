import { AXIS_NAMES, formatPlace, formatValue } from "./curve-format.ts";
import type { CurveAxis } from "./curve-options.ts";
import classes from "./curves.module.css";
import type { Line } from "./line.ts";

/** What the curves say, as a table. */
export function CurveTable({ lines, axis }: { lines: readonly Line[]; axis: CurveAxis }) {
  const place = AXIS_NAMES[axis].toLowerCase();
  return (
    <details className={classes.details}>
      <summary>As a table</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys scroll it */}
      <section className={classes.scroller} aria-label="Curves as a table" tabIndex={0}>
        <table className={classes.table}>
          <thead>
            <tr>
              {[
                "Run",
                "First",
                "Last",
                `Least (${place})`,
                `Greatest (${place})`,
                "Points",
                "NaN or infinite",
              ].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Row key={line.run.id} line={line} axis={axis} />
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

function Row({ line, axis }: { line: Line; axis: CurveAxis }) {
  const { run, x, raw, count, nonFinite } = line;
  const numbers = raw.flatMap((value, index) =>
    value === null ? [] : [[value, x[index] as number] as const],
  );
  const sorted = numbers.toSorted(([a], [b]) => a - b);
  const said = (point: readonly [number, number] | undefined): string =>
    point === undefined ? "–" : `${formatValue(point[0])} (${formatPlace(point[1], axis)})`;
  return (
    <tr>
      <th scope="row">{run.label}</th>
      <td>{formatValue(numbers[0]?.[0])}</td>
      <td>{formatValue(numbers.at(-1)?.[0])}</td>
      <td>{said(sorted[0])}</td>
      <td>{said(sorted.at(-1))}</td>
      <td>{count}</td>
      <td>{nonFinite}</td>
    </tr>
  );
}

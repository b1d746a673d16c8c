import { MultiSelect, VisuallyHidden } from "@mantine/core";
import { CurveChart } from "../../parts/curves/curve-chart.tsx";
import { CurveControls } from "../../parts/curves/curve-controls.tsx";
import { Empty } from "../../parts/empty.tsx";
import classes from "./compare.module.css";
import type { Compared, ViewProps } from "./compared.ts";
import { type CompareSearch, listed, unlisted } from "./search.ts";

const FIRST_CHARTS = 4;
const MOST_CHARTS = 12;
const LOG_MORE = 'run.log("loss", 0.25, { step: 1 });';

/** The metrics whose curves are shown: those of the address, or at first some that have more than one point. */
export function chosenMetrics(
  { metrics, curves }: Compared["comparison"],
  search: CompareSearch,
): readonly string[] {
  const chosen =
    search.curves?.map(unlisted) ?? curves.filter((name) => name !== "epoch").slice(0, FIRST_CHARTS);
  return chosen.filter((name) => Object.hasOwn(metrics, name));
}

/** The learning curves of chosen metrics. */
export function CurvesView({ compared: { comparison, runs }, search, onChange }: ViewProps) {
  const names = Object.keys(comparison.metrics);
  const chosen = chosenMetrics(comparison, search);
  if (names.length === 0) {
    return (
      <Empty title="These runs have no metrics" command={LOG_MORE}>
        Log some while a run goes on.
      </Empty>
    );
  }
  return (
    <>
      <VisuallyHidden component="h2">Learning curves</VisuallyHidden>
      <MultiSelect
        label="Metrics"
        className={classes.choices}
        searchable
        limit={100}
        maxValues={MOST_CHARTS}
        data={names}
        value={[...chosen]}
        placeholder={chosen.length === 0 ? "Choose metrics" : ""}
        onChange={(next) => onChange({ curves: next.map(listed) })}
      />
      {chosen.length === 0 ? (
        <NothingChosen hasCurves={comparison.curves.length > 0} />
      ) : (
        <CurveControls options={search} hasEpoch={names.includes("epoch")} onChange={onChange} />
      )}
      <div className={classes.charts}>
        {chosen.map((metric) => (
          <CurveChart key={metric} runs={runs} metric={metric} options={search} onChange={onChange} />
        ))}
      </div>
    </>
  );
}

function NothingChosen({ hasCurves }: { hasCurves: boolean }) {
  if (hasCurves) return <Empty title="No metric is chosen">Choose some above to draw their curves.</Empty>;
  return (
    <Empty title="No metric of these runs has more than one point" command={LOG_MORE}>
      A metric that is logged again and again while a run goes on has a curve. Those above have one value
      each: Side by side compares them.
    </Empty>
  );
}

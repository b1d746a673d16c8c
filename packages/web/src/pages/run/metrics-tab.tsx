import type { NodeDetail } from "@begat/client/browser";
import { MetricTable } from "./metric-table.tsx";
import { RunCurves } from "./run-curves.tsx";
import { SearchField } from "./search-field.tsx";

/** The metrics of a run: as numbers, and how they came about. */
export default function MetricsTab({ node }: { node: NodeDetail }) {
  return (
    <>
      <SearchField label="Search metrics" />
      <RunCurves node={node} />
      <MetricTable node={node} />
    </>
  );
}

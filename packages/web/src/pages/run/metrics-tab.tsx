import type { NodeDetail } from "@begat/client/browser";
import { MetricTable } from "./metric-table.tsx";
import { SearchField } from "./search-field.tsx";

/** The metrics of a run as numbers. */
export function MetricsTab({ node }: { node: NodeDetail }) {
  return (
    <>
      <SearchField label="Search metrics" />
      <MetricTable node={node} />
    </>
  );
}

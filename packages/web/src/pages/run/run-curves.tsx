import type { NodeDetail } from "@begat/client/browser";
import { Button } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { byName } from "../../parts/by-name.ts";
import { CurveChart } from "../../parts/curves/curve-chart.tsx";
import { CurveControls } from "../../parts/curves/curve-controls.tsx";
import type { CurveOptions } from "../../parts/curves/curve-options.ts";
import { Section } from "../../parts/section.tsx";
import { titleOf } from "../../parts/title-of.ts";
import classes from "./run.module.css";
import { useNameSearch } from "./search-field.tsx";

const AT_ONCE = 8;
const route = getRouteApi("/runs/$");

/** The curves of the metrics that have more than one point, a few at a time. */
export function RunCurves({ node }: { node: NodeDetail }) {
  const { metrics = {} } = node;
  const options = route.useSearch();
  const navigate = route.useNavigate();
  const [most, setMost] = useState(AT_ONCE);
  const label = titleOf(node);
  const runs = useMemo(() => [{ id: node.id, label, at: node.at }], [node.id, label, node.at]);
  const curved = Object.entries(metrics)
    .filter(([, { count }]) => count > 1)
    .sort(byName);
  const found = useNameSearch(curved);
  const change = (next: CurveOptions): void => {
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  };
  if (curved.length === 0) return null;
  return (
    <Section title={`Curves (${found.length})`}>
      <CurveControls options={options} hasEpoch={"epoch" in metrics} onChange={change} />
      <div className={classes.charts}>
        {found.slice(0, most).map(([name]) => (
          <CurveChart key={name} runs={runs} metric={name} options={options} onChange={change} />
        ))}
      </div>
      {found.length > most && (
        <Button size="xs" variant="default" mt="sm" onClick={() => setMost(most + AT_ONCE)}>
          Show more curves ({found.length - most})
        </Button>
      )}
    </Section>
  );
}

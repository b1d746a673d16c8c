import type { NodeDetail } from "@begat/client/browser";
import { Inputs } from "./inputs.tsx";
import { MetricTable } from "./metric-table.tsx";
import { Notes } from "./notes.tsx";
import { Origins } from "./origins.tsx";
import { Outputs } from "./outputs.tsx";
import { ParamTable } from "./param-table.tsx";
import classes from "./run.module.css";
import { RunFacts } from "./run-facts.tsx";
import { SearchField } from "./search-field.tsx";
import { Tags } from "./tags.tsx";

export interface OverviewProps {
  readonly node: NodeDetail;
  /** Notes that are being written. */
  readonly draft: string | undefined;
  readonly setDraft: (draft: string | undefined) => void;
}

/** What a run is, what was said of it, what went in and what came out. */
export function OverviewTab({ node, draft, setDraft }: OverviewProps) {
  return (
    <div className={classes.columns}>
      <aside className={classes.aside} aria-label="About the run">
        <RunFacts node={node} />
        <Tags node={node} />
      </aside>
      <div>
        <Notes node={node} draft={draft} setDraft={setDraft} />
        <SearchField label="Search params and metrics" />
        <div className={classes.tables}>
          <ParamTable node={node} />
          <div className={classes.short}>
            <MetricTable node={node} />
          </div>
        </div>
        <div className={classes.halves}>
          <Inputs node={node} />
          <Outputs node={node} />
        </div>
        <Origins id={node.id} />
      </div>
    </div>
  );
}

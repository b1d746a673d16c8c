import type { NodeDetail } from "@begat/client/browser";
import { Tabs } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { type ComponentType, lazy, Suspense, useState } from "react";
import { useLiveNode } from "../../api/use-live-node.ts";
import { Loading } from "../../parts/loading.tsx";
import { NodeHead } from "../../parts/node-head.tsx";
import { NodeHistory } from "../../parts/node-history.tsx";
import { TabLine } from "../../parts/tab-line.tsx";
import { ArtifactsTab } from "./artifacts-tab.tsx";
import { CodeTab } from "./code-tab.tsx";
import { type OverviewProps, OverviewTab } from "./overview-tab.tsx";
import { ReproduceTab } from "./reproduce-tab.tsx";
import { RunActions } from "./run-actions.tsx";
import { RunNotices } from "./run-notices.tsx";
import { RUN_TABS, type RunTab } from "./search.ts";

// The curves bring a library of their own.
const MetricsTab = lazy(() => import("./metrics-tab.tsx"));

const route = getRouteApi("/runs/$");

const PANELS: Readonly<Record<RunTab, readonly [label: string, panel: ComponentType<OverviewProps>]>> = {
  overview: ["Overview", OverviewTab],
  metrics: ["Metrics", MetricsTab],
  artifacts: ["Artifacts", ArtifactsTab],
  code: ["Code and environment", CodeTab],
  reproduce: ["Reproduce", ReproduceTab],
  history: ["History", ({ node }) => <NodeHistory id={node.id} />],
};

/** A run under its head, one part at a time. It follows the ledger while it is shown. */
export function RunTabs({ node }: { node: NodeDetail }) {
  const { tab = "overview" } = route.useSearch();
  const navigate = route.useNavigate();
  const [draft, setDraft] = useState<string>();
  useLiveNode(node);
  const show = (next: string | null): void => {
    const tab = next === "overview" ? undefined : (next as RunTab);
    void navigate({ search: (before) => ({ ...before, tab, q: undefined }) });
  };
  return (
    <>
      <NodeHead node={node} actions={<RunActions node={node} />} />
      <RunNotices node={node} />
      <Tabs value={tab} onChange={show} keepMounted={false}>
        <TabLine label="Parts of the run">
          {RUN_TABS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {PANELS[name][0]}
              {name === "overview" && draft !== undefined && " (unsaved notes)"}
            </Tabs.Tab>
          ))}
        </TabLine>
        {RUN_TABS.map((name) => {
          const [, Shown] = PANELS[name];
          return (
            <Tabs.Panel key={name} value={name}>
              <Suspense fallback={<Loading />}>
                <Shown node={node} draft={draft} setDraft={setDraft} />
              </Suspense>
            </Tabs.Panel>
          );
        })}
      </Tabs>
    </>
  );
}

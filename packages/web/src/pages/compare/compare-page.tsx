import { Anchor, Tabs, Text } from "@mantine/core";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { type ComponentType, lazy, Suspense } from "react";
import { compareQuery } from "../../api/run-queries.ts";
import { wholeCurvesQuery } from "../../parts/curves/use-curves.ts";
import { Empty } from "../../parts/empty.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Loading } from "../../parts/loading.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { TabLine } from "../../parts/tab-line.tsx";
import { AddRun } from "./add-run.tsx";
import { ChosenRuns } from "./chosen-runs.tsx";
import { comparedOf, type ViewProps } from "./compared.ts";
import { CurvesView, chosenMetrics } from "./curves-view.tsx";
import { ImportanceView } from "./importance-view.tsx";
import { type CompareSearch, VIEWS, type View } from "./search.ts";
import { SideBySide } from "./side-by-side.tsx";

const BoxesView = lazy(async () => ({ default: (await import("./boxes-view.tsx")).BoxesView }));
const ParallelView = lazy(async () => ({ default: (await import("./parallel-view.tsx")).ParallelView }));
const ScatterView = lazy(async () => ({ default: (await import("./scatter-view.tsx")).ScatterView }));

const PANELS: Readonly<Record<View, readonly [title: string, view: ComponentType<ViewProps>]>> = {
  table: ["Side by side", SideBySide],
  curves: ["Curves", CurvesView],
  parallel: ["Parallel coordinates", ParallelView],
  scatter: ["Scatter", ScatterView],
  boxes: ["Box plots", BoxesView],
  importance: ["Importance", ImportanceView],
};

const MOST_RUNS = 100;
const route = getRouteApi("/compare");

/** Training runs side by side. */
export function ComparePage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const asked = [...new Set(search.runs)];
  const ids = asked.slice(0, MOST_RUNS);
  const change = (some: Partial<CompareSearch>) =>
    void navigate({ search: (now) => ({ ...now, ...some }), replace: true, resetScroll: false });
  return (
    <>
      <PageHeader title="Compare runs" actions={<AddRun ids={ids} onChange={change} />}>
        <Text size="sm" c="dimmed" aria-live="polite">
          {ids.length === 1 ? "1 run" : `${ids.length} runs`}
          {asked.length > MOST_RUNS && ` of ${asked.length}: more cannot be compared at once`}
        </Text>
      </PageHeader>
      {ids.length < 2 ? (
        <Empty title={ids.length === 0 ? "Choose two runs or more" : "Choose another run"}>
          Find them above by name, or select them among the{" "}
          <Anchor underline="always" renderRoot={(props) => <Link to="/runs" {...props} />}>
            training runs
          </Anchor>
          .
          <ChosenRuns ids={ids} onChange={change} />
        </Empty>
      ) : (
        <Compared ids={ids} search={search} onChange={change} />
      )}
    </>
  );
}

interface ComparedProps {
  readonly ids: readonly string[];
  readonly search: CompareSearch;
  readonly onChange: (some: Partial<CompareSearch>) => void;
}

function Compared({ ids, search, onChange }: ComparedProps) {
  const { view = "table" } = search;
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...compareQuery(ids),
    select: comparedOf,
    // The table, its place and the focus in it stay while a run comes or goes.
    ...(view === "table" && { placeholderData: keepPreviousData }),
  });
  if (error !== null) {
    return (
      <Failure error={error} what="The runs could not be compared" retry={() => void refetch()}>
        <ChosenRuns ids={ids} onChange={onChange} />
      </Failure>
    );
  }
  if (data === undefined) return <Loading lines={12} />;
  // Until others are read those of before are shown, some of which may be left out already.
  const change = (some: Partial<CompareSearch>): void => {
    if (!(isPlaceholderData && "runs" in some)) onChange(some);
  };
  return <Views compared={data} search={search} onChange={change} />;
}

function Views({ compared, search, onChange }: ViewProps) {
  const client = useQueryClient();
  const { view = "table" } = search;
  const [, Shown] = PANELS[view];
  // Who points at the tab is about to choose it, and long curves take the server a while.
  const readAhead = (): void => {
    const shown = compared.runs.map(({ id }) => id);
    for (const metric of chosenMetrics(compared.comparison, search))
      void client.prefetchQuery(wholeCurvesQuery(shown, metric));
  };
  return (
    <Tabs
      value={view}
      keepMounted={false}
      onChange={(to) => onChange({ view: to === "table" ? undefined : (to as View) })}
    >
      <TabLine label="Ways to compare" mb="md">
        {VIEWS.map((name) => (
          <Tabs.Tab key={name} value={name} {...(name === "curves" && { onPointerEnter: readAhead })}>
            {PANELS[name][0]}
          </Tabs.Tab>
        ))}
      </TabLine>
      <Tabs.Panel value={view}>
        <Suspense fallback={<Loading />}>
          <Shown compared={compared} search={search} onChange={onChange} />
        </Suspense>
      </Tabs.Panel>
    </Tabs>
  );
}

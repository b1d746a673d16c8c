import type { Lineage, Path } from "@begat/client/browser";
import { Alert, Button, Group, Text, VisuallyHidden } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useRouter } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { pathQuery } from "../../api/queries.ts";
import { placeOf } from "../../app/places.ts";
import { Failure } from "../../parts/failure.tsx";
import { Loading } from "../../parts/loading.tsx";
import { counted, lineOf } from "./canvas/card-words.ts";
import { heightOf } from "./canvas/flow-parts.ts";
import { GraphCanvas } from "./canvas/graph-canvas.tsx";
import { useLayout } from "./canvas/use-layout.ts";
import { ExportMenu } from "./export/export-menu.tsx";
import { columnEdges } from "./graph/columns.ts";
import type { ViewNode } from "./graph/view-graph.ts";
import { alongPath } from "./graph/with-path.ts";
import classes from "./lineage.module.css";
import { LineageTable } from "./lineage-table.tsx";
import { NodePanel } from "./panel/node-panel.tsx";
import { type LineageSearch, lineageSearch, opened, withCount } from "./search.ts";
import { useChange } from "./use-change.ts";
import { useColumns } from "./use-columns.ts";
import { FIRST_SIZE, useView } from "./use-view.ts";

interface DrawingProps {
  readonly lineage: Lineage;
  readonly search: LineageSearch;
  /** Whether it is of what was asked before. */
  readonly isStale: boolean;
}

/** The graph of a lineage, or its table, with the details of a node beside it. */
export function Drawing({ lineage, search, isStale }: DrawingProps) {
  const path = usePath(lineage.root, search);
  const view = useView(lineage, path.data, search);
  const along = useMemo(() => alongPath(view, path.data), [view, path.data]);
  const drawn = usePlaced(view, search);
  const { columns, columnLines, placed, isBusy, error } = drawn;
  // A table needs no layout.
  const isOld = isStale || (isBusy && search.view !== "table");
  const active = view.nodes.find(({ id }) => id === search.node);
  return (
    <>
      <Notes lineage={lineage} shown={view.nodes.length} total={view.total} search={search} path={path.data}>
        <ExportMenu drawn={placed && { ...placed, columns, columnLines, path: along }} root={lineage.root} />
      </Notes>
      {path.error !== null && <Failure error={path.error} what="The path could not be read" />}
      {error !== undefined && <Failure error={error} what="The graph could not be drawn" />}
      <div className={classes.body} data-alone={active === undefined}>
        <div id="drawing" className={classes.stage} data-stale={isOld} aria-busy={isOld}>
          <Stage
            root={view.nodes.find(({ isRoot }) => isRoot)?.id ?? lineage.root}
            isTable={search.view === "table"}
            {...{ view, drawn, active, along }}
          />
        </div>
        {active !== undefined && (
          <NodePanel
            node={active}
            view={view}
            columns={columns.get(active.id)}
            root={lineage.root}
            search={search}
          />
        )}
      </div>
      <Spoken active={active} />
    </>
  );
}

interface StageProps {
  readonly root: string;
  readonly isTable: boolean;
  readonly view: ReturnType<typeof useView>;
  readonly drawn: ReturnType<typeof usePlaced>;
  readonly active: ViewNode | undefined;
  readonly along: ReturnType<typeof alongPath>;
}

function Stage({ root, isTable, view, drawn: { placed, columns, columnLines }, active, along }: StageProps) {
  const actions = useActions(view);
  if (isTable) return <LineageTable view={view} onActive={actions.onActive} />;
  if (placed === undefined) return <Loading />;
  return (
    <GraphCanvas
      {...{ root, placed, columns, columnLines, path: along }}
      hidden={view.hidden}
      active={active?.id}
      {...actions}
    />
  );
}

/** The nodes of a view with their columns, and where they are drawn. */
function usePlaced(view: ReturnType<typeof useView>, { columns: asked, as_of }: LineageSearch) {
  const columns = useColumns(view, asked, as_of);
  const columnLines = useMemo(() => columnEdges(view, columns), [view, columns]);
  const heights = useMemo(
    () => new Map(view.nodes.map(({ id }) => [id, heightOf(columns.get(id)?.rows)])),
    [view, columns],
  );
  return { columns, columnLines, ...useLayout(view, heights) };
}

function usePath(root: string, { to = "", as_of }: LineageSearch) {
  const query = pathQuery(root, to, as_of === undefined ? {} : { as_of: String(as_of) });
  return useQuery({ ...query, enabled: to !== "" });
}

/** What can be done with a node of the graph; opening one shows more of what is folded into it, else goes to its page. */
function useActions(view: ReturnType<typeof useView>) {
  const change = useChange();
  const navigate = useNavigate();
  const router = useRouter();
  const activeNow = useCallback(() => lineageSearch(router.latestLocation.search).node, [router]);
  const onActive = useCallback((id: string | undefined) => change(() => ({ node: id })), [change]);
  const onMore = useCallback(
    (id: string) => change(({ near }) => ({ near: withCount(near, id, "more") })),
    [change],
  );
  const onOpen = (id: string): void => {
    const node = view.nodes.find((one) => one.id === id);
    if (node !== undefined && node.members.length > 0) change(opened(node));
    else void navigate(placeOf(id));
  };
  return { activeNow, onActive, onOpen, onMore };
}

/** For who does not see the graph: its keys, and the node that it is at. */
function Spoken({ active }: { active: ViewNode | undefined }) {
  return (
    <>
      <VisuallyHidden id="lineage-keys">
        Arrow keys walk: left to what a node came from, right to what came from it. Enter opens a node, Home
        goes to the root, f fits the graph, plus and minus zoom. The table shows the same graph.
      </VisuallyHidden>
      <VisuallyHidden aria-live="polite">
        {active === undefined ? "" : `${active.title}, ${lineOf(active)}`}
      </VisuallyHidden>
    </>
  );
}

interface NotesProps {
  readonly lineage: Lineage;
  readonly shown: number;
  readonly total: number;
  readonly search: LineageSearch;
  readonly path: Path | undefined;
  readonly children: React.ReactNode;
}

/** How much of the graph is shown, and how to see more of it. */
function Notes({ lineage, shown, total, search, path, children }: NotesProps) {
  const change = useChange();
  const { size = FIRST_SIZE } = search;
  return (
    <>
      <Group gap="sm" mb="xs" justify="space-between">
        <Group gap="sm" role="status">
          <Text size="xs" c="dimmed">
            {shown === total
              ? `${counted(total, "node")} shown`
              : `${shown.toLocaleString("en")} of ${counted(total, "node")} shown, the nearest; ${(total - shown).toLocaleString("en")} hidden`}
          </Text>
          {shown < total && (
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => change(() => ({ size: size + FIRST_SIZE }))}
            >
              Show {Math.min(FIRST_SIZE, total - shown)} more
            </Button>
          )}
          {path !== undefined && <PathNote path={path} />}
        </Group>
        {children}
      </Group>
      {lineage.truncated && <Truncated lineage={lineage} />}
    </>
  );
}

function PathNote({ path }: { path: Path }) {
  const change = useChange();
  const found = `Path of ${counted(path.edges.length, "edge")} ${path.direction ?? ""} to ${path.to}`;
  const none = `No path to ${path.to}: neither came from the other${path.truncated ? ", as far as was searched" : ""}`;
  return (
    <Group gap="xs">
      <Text size="xs">{path.direction === null ? none : found}</Text>
      <Button size="compact-xs" variant="default" onClick={() => change(() => ({ to: undefined }))}>
        Clear
      </Button>
    </Group>
  );
}

const MOST_READ = 20_000;

function Truncated({ lineage }: { lineage: Lineage }) {
  const change = useChange();
  const read = lineage.nodes.length;
  const next = Math.min(MOST_READ, read * 5);
  return (
    <Alert color="yellow" variant="light" mb="xs" p="xs" title="There is more than was read">
      <Group gap="sm">
        <Text size="xs">
          The nearest {read.toLocaleString("en")} recorded nodes were read. Fewer relations, one direction or
          a smaller depth show the whole of a part.
        </Text>
        {next > read && (
          <Button size="compact-xs" variant="default" onClick={() => change(() => ({ limit: next }))}>
            Read up to {next.toLocaleString("en")}
          </Button>
        )}
      </Group>
    </Alert>
  );
}

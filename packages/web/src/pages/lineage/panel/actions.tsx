import { Button, Group } from "@mantine/core";
import type { HiddenAround } from "../graph/nearest.ts";
import type { ViewNode } from "../graph/view-graph.ts";
import { type LineageSearch, opened, STEP, withCount } from "../search.ts";
import { useChange } from "../use-change.ts";

const MAY_HAVE_COLUMNS = new Set<string>(["Dataset", "DatasetVersion", "Model", "ModelVersion"]);

interface ActionsProps {
  readonly node: ViewNode;
  readonly hidden: HiddenAround | undefined;
  readonly root: string;
  readonly search: LineageSearch;
}

/** What can be done with a node: open and fold it, show its columns and neighbours, and the path to it. */
export function Actions({ node, hidden, root, search }: ActionsProps) {
  const change = useChange();
  const { id, members, container } = node;
  const hasColumns = search.columns?.includes(id) ?? false;
  const isOpen =
    container !== undefined && (search.open ?? []).some((item) => item.startsWith(`${container}~`));
  const around = (hidden?.causes ?? 0) + (hidden?.effects ?? 0);
  const actions: readonly (false | readonly [label: string, act: () => void])[] = [
    members.length > 0 && [
      members.length > STEP
        ? `Open ${STEP} of ${members.length.toLocaleString("en")}`
        : `Open its ${members.length}`,
      () => change(opened(node)),
    ],
    isOpen && [
      `Fold into ${container}`,
      () => change(({ open }) => ({ open: withCount(open, container, "none"), node: container })),
    ],
    MAY_HAVE_COLUMNS.has(node.kind) && [
      hasColumns ? "Hide its columns" : "Show its columns",
      () => change(({ columns = [] }) => ({ columns: toggled(columns, id) })),
    ],
    around > 0 && [
      `Show ${Math.min(STEP, around)} more neighbours`,
      () => change(({ near }) => ({ near: withCount(near, id, "more") })),
    ],
    id !== root && ["Path to it", () => change(() => ({ to: id }))],
  ];
  return (
    <Group gap={6}>
      {actions
        .filter((action) => action !== false)
        .map(([label, act]) => (
          <Button key={label} size="compact-xs" variant="default" onClick={act} maw="100%">
            {label}
          </Button>
        ))}
    </Group>
  );
}

function toggled(list: readonly string[], item: string): readonly string[] | undefined {
  const next = list.includes(item) ? list.filter((other) => other !== item) : [...list, item];
  return next.length === 0 ? undefined : next;
}

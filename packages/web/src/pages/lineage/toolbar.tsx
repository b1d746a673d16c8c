import { CHANGE_RELATIONS, RELATION_NAMES, type Relation } from "@begat/core";
import { Button, Chip, Group, MultiSelect, Popover, SegmentedControl, Select } from "@mantine/core";
import { memo } from "react";
import { KindIcon } from "../../parts/kind-icon.tsx";
import { NodeSearch } from "../../parts/node-search.tsx";
import { FAMILIES, FAMILY_NAMES, type Family, USUAL_FAMILIES } from "./graph/families.ts";
import classes from "./lineage.module.css";
import type { LineageSearch } from "./search.ts";
import { useChange } from "./use-change.ts";

/** Relations that are shown by folding and by columns, not by lines. */
const NO_LINES: readonly Relation[] = ["version-of", "run-of", "has-feature", "uses-feature", "same-as"];
const LINES = RELATION_NAMES.filter((name) => !NO_LINES.includes(name));
const DEPTHS = ["1", "2", "3", "4", "6", "8", "12"];
const DIRECTIONS = [
  { value: "upstream", label: "Upstream" },
  { value: "both", label: "Both" },
  { value: "downstream", label: "Downstream" },
];
const VIEWS = [
  { value: "graph", label: "Graph" },
  { value: "table", label: "Table" },
];

interface ToolbarProps extends Pick<LineageSearch, "dir" | "depth" | "rels" | "kinds" | "view"> {
  readonly root: string;
}

/** What is shown of a lineage: which way, how far, what kinds, along what. Not drawn again while the graph is walked. */
export const Toolbar = memo(function Toolbar({ root, dir, depth, rels, kinds, view }: ToolbarProps) {
  const change = useChange();
  return (
    <Group gap="xs" mb="xs">
      <SegmentedControl
        size="xs"
        aria-label="Direction"
        value={dir ?? "both"}
        data={DIRECTIONS}
        onChange={(way) => change(() => ({ dir: way === "both" ? undefined : (way as "upstream") }))}
      />
      <Select
        size="xs"
        w={110}
        aria-label="Depth"
        value={String(depth ?? "all")}
        data={depths(depth)}
        allowDeselect={false}
        onChange={(far) => change(() => ({ depth: far === "all" ? undefined : Number(far) }))}
      />
      <Relations chosen={rels ?? CHANGE_RELATIONS} />
      <NodeSearch
        key={root}
        size="xs"
        label="Path to another node"
        placeholder="Path to…"
        onChoose={(to) => change(() => ({ to }))}
      />
      <SegmentedControl
        size="xs"
        aria-label="View"
        value={view ?? "graph"}
        data={VIEWS}
        onChange={(shown) => change(() => ({ view: shown === "table" ? "table" : undefined }))}
      />
      <Families shown={kinds ?? USUAL_FAMILIES} />
    </Group>
  );
});

function depths(depth: number | undefined) {
  const all = depth === undefined || DEPTHS.includes(String(depth)) ? DEPTHS : [...DEPTHS, String(depth)];
  return [
    { value: "all", label: "Any depth" },
    ...all.map((value) => ({ value, label: `${value} ${value === "1" ? "edge" : "edges"}` })),
  ];
}

function Families({ shown }: { shown: readonly Family[] }) {
  const change = useChange();
  return (
    <Chip.Group
      multiple
      value={[...shown]}
      onChange={(chosen) => change(() => ({ kinds: FAMILY_NAMES.filter((name) => chosen.includes(name)) }))}
    >
      <Group gap={4} role="group" aria-label="Kinds that are shown" className={classes.kinds ?? ""}>
        {FAMILY_NAMES.map((name) => (
          <Chip key={name} value={name} size="xs" variant="light" classNames={{ root: classes.chip ?? "" }}>
            <Group gap={4} wrap="nowrap" component="span">
              <KindIcon kind={FAMILIES[name].icon} size={13} label={false} />
              {FAMILIES[name].label}
            </Group>
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  );
}

function Relations({ chosen }: { chosen: readonly Relation[] }) {
  const change = useChange();
  const choose = (rels: readonly string[]): void => {
    const isUsual =
      rels.length === CHANGE_RELATIONS.length && CHANGE_RELATIONS.every((one) => rels.includes(one));
    change(() => ({
      rels: isUsual || rels.length === 0 ? undefined : LINES.filter((one) => rels.includes(one)),
    }));
  };
  return (
    <Popover width={340} position="bottom-start" withArrow trapFocus returnFocus>
      <Popover.Target>
        <Button size="xs" variant="default">
          Relations ({chosen.length})
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <MultiSelect
          size="xs"
          label="Follow these relations"
          description="Without a choice, those along which a change travels."
          data={[...LINES]}
          value={[...chosen]}
          onChange={choose}
          searchable
          comboboxProps={{ withinPortal: false }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

import { ActionIcon, Group, Switch, Text, Tooltip } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconArrowBarToLeft, IconX } from "@tabler/icons-react";
import { contains } from "../../parts/containing.ts";
import { Empty } from "../../parts/empty.tsx";
import { leaveFocus } from "../../parts/leave-focus.ts";
import { NodeLink } from "../../parts/node-link.tsx";
import { TextFilter } from "../../parts/text-filter.tsx";
import { type Column, VirtualTable } from "../../parts/virtual-table.tsx";
import classes from "./compare.module.css";
import type { ViewProps } from "./compared.ts";
import { RowName, RowValue } from "./row-cells.tsx";
import { type Row, rowsOf } from "./rows.ts";
import { listed, unlisted } from "./search.ts";

const NAME_WIDTH = 240;
const RUN_WIDTH = 180;
const NAME_WIDTH_NARROW = 180;
const RUN_WIDTH_NARROW = 120;

/** Params, metrics and inputs of each run in a column. The first run is the one that the others are held against. */
export function SideBySide(view: ViewProps) {
  const { compared, search, onChange } = view;
  const flipped = (search.flip ?? []).map(unlisted);
  const all = rowsOf(compared.comparison, flipped);
  const wanted = search.q ?? "";
  const rows = all.filter(({ name, differs }) => (differs || !search.differing) && contains(name, wanted));
  const columns = useColumns(view, flipped);
  return (
    <>
      <Group justify="space-between" mb="xs">
        <TextFilter label="Search names" parameter="q" />
        <Text size="sm" c="dimmed" role="status">
          {rows.length.toLocaleString("en")} of {all.length.toLocaleString("en")} rows. <b>Bold</b> is what
          differs from the first run.
        </Text>
        <Switch
          label="Only what differs"
          size="sm"
          checked={search.differing === true}
          onChange={({ currentTarget: { checked } }) => onChange({ differing: checked || undefined })}
        />
      </Group>
      {rows.length === 0 ? (
        wanted === "" ? (
          <Empty title="These runs do not differ">Their params, metrics and inputs are the same.</Empty>
        ) : (
          <Empty title={`No ${search.differing ? "row that differs" : "row"} has such a name`} />
        )
      ) : (
        <VirtualTable label="Runs side by side" rows={rows} rowKey={({ key }) => key} columns={columns} />
      )}
    </>
  );
}

/** The names, which turn a metric's order round, and a column for each run. */
function useColumns({ compared: { runs }, onChange }: ViewProps, flipped: readonly string[]) {
  const isNarrow = useMediaQuery("(max-width: 48em)", false, { getInitialValueInEffect: false });
  const flip = (name: string): void => {
    const next = flipped.includes(name) ? flipped.filter((other) => other !== name) : [...flipped, name];
    onChange({ flip: next.length === 0 ? undefined : next.map(listed) });
  };
  const names: Column<Row> = {
    key: "name",
    header: "Name",
    width: isNarrow ? NAME_WIDTH_NARROW : NAME_WIDTH,
    isPinned: true,
    isRowHeader: true,
    cell: (row) => <RowName row={row} onFlip={() => flip(row.name)} />,
  };
  const columns = runs.map(({ id, label }, place): Column<Row> => {
    const others = runs.flatMap((run) => (run.id === id ? [] : [run.id]));
    return {
      key: id,
      width: isNarrow ? RUN_WIDTH_NARROW : RUN_WIDTH,
      header: (
        <Head
          id={id}
          label={label}
          isFirst={place === 0}
          onFirst={() => onChange({ runs: [id, ...others] })}
          onRemove={() => onChange({ runs: others })}
        />
      ),
      cell: (row) => <RowValue row={row} place={place} />,
    };
  });
  return [names, ...columns];
}

interface HeadProps {
  readonly id: string;
  readonly label: string;
  readonly isFirst: boolean;
  readonly onFirst: () => void;
  readonly onRemove: () => void;
}

function Head({ id, label, isFirst, onFirst, onRemove }: HeadProps) {
  return (
    <div className={classes.head}>
      <NodeLink id={id} icon={false}>
        {label}
      </NodeLink>
      <Group gap={2} wrap="nowrap">
        {!isFirst && (
          <Tooltip label="Hold the others against it" withArrow>
            <ActionIcon
              ref={leaveFocus}
              size="sm"
              variant="subtle"
              color="gray"
              aria-label={`Put ${label} first`}
              onClick={onFirst}
            >
              <IconArrowBarToLeft size={14} />
            </ActionIcon>
          </Tooltip>
        )}
        <Tooltip label="Leave out" withArrow>
          <ActionIcon
            ref={leaveFocus}
            size="sm"
            variant="subtle"
            color="gray"
            aria-label={`Leave out ${label}`}
            onClick={onRemove}
          >
            <IconX size={14} />
          </ActionIcon>
        </Tooltip>
      </Group>
    </div>
  );
}

import type { RunRow } from "@begat/client/browser";
import { Button, Group, Text } from "@mantine/core";
import { IconArchive, IconArrowBackUp, IconChartLine } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useMay } from "../../api/use-caller.ts";
import { DeleteRuns } from "../../parts/delete-runs.tsx";
import classes from "./runs.module.css";
import { MOST_COMPARED } from "./search.ts";
import { TagForm } from "./tag-form.tsx";
import { useRunActions } from "./use-run-actions.ts";
import type { Selection } from "./use-selection.ts";

interface SelectionBarProps {
  readonly selection: Selection;
  /** The runs that the table has. */
  readonly rows: readonly RunRow[];
  /** Whether the archived runs are shown. */
  readonly isArchive: boolean;
}

/** What can be done with the runs that are chosen. */
export function SelectionBar({ selection, rows, isArchive }: SelectionBarProps) {
  const ids = [...selection.ids];
  const elsewhere = ids.length - rows.filter(({ id }) => selection.ids.has(id)).length;
  return (
    <Group gap="xs" className={classes.bar} role="toolbar" aria-label="Chosen runs">
      <Text size="sm" fw={600} role="status">
        {ids.length.toLocaleString("en")} selected
        {elsewhere > 0 && `, ${elsewhere.toLocaleString("en")} of them not in this table`}
      </Text>
      <Compare ids={ids} />
      {useMay("write") && <Changes ids={ids} isArchive={isArchive} onMoved={selection.clear} />}
      <Button size="xs" variant="subtle" color="gray" onClick={selection.clear}>
        Clear
      </Button>
    </Group>
  );
}

interface ChangesProps extends Pick<SelectionBarProps, "isArchive"> {
  readonly ids: readonly string[];
  /** Told that they are no longer among those that are shown. */
  readonly onMoved: () => void;
}

function Changes({ ids, isArchive, onMoved }: ChangesProps) {
  const { isBusy, tag, hide } = useRunActions();
  const moveAll = async (): Promise<void> => {
    if (await hide(ids, !isArchive)) onMoved();
  };
  return (
    <>
      <TagForm count={ids.length} isBusy={isBusy} onTag={(name, value) => tag(ids, name, value)} />
      <Button
        size="xs"
        variant="default"
        loading={isBusy}
        leftSection={isArchive ? <IconArrowBackUp size={16} /> : <IconArchive size={16} />}
        onClick={() => void moveAll()}
      >
        {isArchive ? "Restore" : "Archive"}
      </Button>
      {!isArchive && <DeleteRuns count={ids.length} isBusy={isBusy} onArchive={() => void moveAll()} />}
    </>
  );
}

function Compare({ ids }: { ids: readonly string[] }) {
  const look = { size: "xs", leftSection: <IconChartLine size={16} /> } as const;
  if (ids.length < 2 || ids.length > MOST_COMPARED)
    return (
      <Button {...look} disabled title={`Choose 2 to ${MOST_COMPARED} runs to compare`}>
        Compare
      </Button>
    );
  return (
    <Button {...look} renderRoot={(props) => <Link to="/compare" search={{ runs: ids }} {...props} />}>
      Compare
    </Button>
  );
}

import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconArchive, IconArrowBackUp, IconChartLine } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { hideRuns, tagRuns } from "../../api/run-actions.ts";
import classes from "./runs.module.css";
import { TagForm } from "./tag-form.tsx";
import { tell } from "./tell.ts";
import type { Selection } from "./use-selection.ts";

/** As many as the server compares. */
const COMPARED = 50;

interface SelectionBarProps {
  readonly selection: Selection;
  /** Whether the archived runs are shown. */
  readonly isArchive: boolean;
}

/** What can be done with the runs that are chosen. */
export function SelectionBar({ selection, isArchive }: SelectionBarProps) {
  const client = useQueryClient();
  const [isBusy, setIsBusy] = useState(false);
  const ids = [...selection.ids];
  const act = async (what: string, action: () => Promise<void>): Promise<boolean> => {
    setIsBusy(true);
    try {
      await action();
      return true;
    } catch (error) {
      tell.failure(what, error);
      return false;
    } finally {
      setIsBusy(false);
      await client.resetQueries({ queryKey: ["run-rows"] });
      await client.invalidateQueries();
    }
  };
  const archive = async (chosen: readonly string[], hidden: boolean): Promise<void> => {
    const what = hidden ? "archived" : "restored";
    if (!(await act(`The runs could not be ${what}`, () => hideRuns(chosen, hidden)))) return;
    selection.clear();
    const id = notifications.show({
      message: (
        <Group justify="space-between" wrap="nowrap">
          <span>
            {countOf(chosen.length)} {what}
          </span>
          <Button size="compact-sm" variant="light" onClick={() => undo()}>
            Undo
          </Button>
        </Group>
      ),
      autoClose: 15_000,
      role: "status",
    });
    const undo = (): void => {
      notifications.hide(id);
      void act("That could not be undone", () => hideRuns(chosen, !hidden));
    };
  };
  const canCompare = ids.length >= 2 && ids.length <= COMPARED;
  return (
    <Group gap="xs" className={classes.bar} role="toolbar" aria-label="Chosen runs">
      <Text size="sm" fw={600} role="status">
        {countOf(ids.length)} selected
      </Text>
      <Button
        size="xs"
        leftSection={<IconChartLine size={16} />}
        disabled={!canCompare}
        {...(canCompare && {
          renderRoot: (props: object) => <Link to="/compare" search={{ runs: ids }} {...props} />,
        })}
        title={canCompare ? "Side by side" : `Choose 2 to ${COMPARED} runs to compare`}
      >
        Compare
      </Button>
      <TagForm
        count={ids.length}
        isBusy={isBusy}
        onTag={(name, value) => act("The runs could not be tagged", () => tagRuns(ids, name, value))}
      />
      <Button
        size="xs"
        variant="default"
        loading={isBusy}
        leftSection={isArchive ? <IconArrowBackUp size={16} /> : <IconArchive size={16} />}
        onClick={() => void archive(ids, !isArchive)}
      >
        {isArchive ? "Restore" : "Archive"}
      </Button>
      <Button size="xs" variant="subtle" color="gray" onClick={selection.clear}>
        Clear
      </Button>
    </Group>
  );
}

function countOf(count: number): string {
  return `${count.toLocaleString("en")} ${count === 1 ? "run" : "runs"}`;
}

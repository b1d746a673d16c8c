import { Button, Group, Text } from "@mantine/core";
import { IconDownload, IconX } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { allRuns } from "../../api/run-actions.ts";
import { saveBlob } from "../../parts/save-blob.ts";
import { askedOf, OWN_COLUMNS, type RunsSearch } from "./search.ts";
import { tell } from "./tell.tsx";

interface ExportRunsProps {
  readonly search: RunsSearch;
  readonly columns: readonly string[];
  readonly isDisabled: boolean;
}

/** Saves all runs that pass as a CSV file, read page by page. */
export function ExportRuns({ search, columns, isDisabled }: ExportRunsProps) {
  const [count, setCount] = useState<number>();
  const running = useRef<AbortController>(undefined);
  const start = async (): Promise<void> => {
    const ending = new AbortController();
    running.current = ending;
    setCount(0);
    try {
      const file = await csvOf(search, columns, ending.signal, setCount);
      if (!ending.signal.aborted)
        saveBlob(file, `runs-${new Date().toISOString().slice(0, 19).replaceAll(":", "")}.csv`);
    } catch (error) {
      tell.failure("The runs could not be exported", error);
    } finally {
      setCount(undefined);
    }
  };
  const isRunning = count !== undefined;
  return (
    <Group gap="xs" wrap="nowrap">
      <Text size="sm" role="status">
        {isRunning && `${count.toLocaleString("en")} runs`}
      </Text>
      <Button
        variant="default"
        size="xs"
        disabled={isDisabled}
        leftSection={isRunning ? <IconX size={16} /> : <IconDownload size={16} />}
        onClick={() => (isRunning ? running.current?.abort() : void start())}
      >
        {isRunning ? "Cancel export" : "Export CSV"}
      </Button>
    </Group>
  );
}

async function csvOf(
  search: RunsSearch,
  columns: readonly string[],
  signal: AbortSignal,
  onCount: (count: number) => void,
): Promise<Blob> {
  const { csvLines } = await import("./csv.ts");
  const all = [...OWN_COLUMNS, ...columns];
  const parts: string[] = [csvLines([["id", ...all]])];
  let count = 0;
  for await (const runs of allRuns({ ...askedOf(search), columns: all }, signal)) {
    parts.push(csvLines(runs.map((run) => [run.id, ...all.map((column) => run[column])])));
    count += runs.length;
    onCount(count);
  }
  return new Blob(parts, { type: "text/csv" });
}

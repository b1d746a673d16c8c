import { Button, Group, Text } from "@mantine/core";
import { useInterval } from "@mantine/hooks";
import { useState } from "react";
import { Loading } from "../../parts/loading.tsx";
import { partsOf } from "./columns.ts";

/** Stands for groups while every run is counted, which takes seconds where there are hundreds of thousands. */
export function Counting({ by, onCancel }: { by: string; onCancel: () => void }) {
  const [seconds, setSeconds] = useState(0);
  useInterval(() => setSeconds((before) => before + 1), 1_000, { autoInvoke: true });
  return (
    <>
      <Group gap="sm" mb="xs">
        <Text size="sm" c="dimmed" role="status">
          Counting the runs by {partsOf(by).name}…
        </Text>
        {seconds > 0 && (
          <>
            <Text size="sm" c="dimmed" aria-hidden>
              {seconds} s
            </Text>
            <Button size="compact-xs" variant="default" onClick={onCancel}>
              Cancel
            </Button>
          </>
        )}
      </Group>
      <Loading lines={6} />
    </>
  );
}

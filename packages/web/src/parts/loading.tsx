import { Skeleton, Stack } from "@mantine/core";

/** Stands for what is still read: lines of the height of a table's rows. */
export function Loading({ lines = 5 }: { lines?: number }) {
  return (
    <Stack gap={14} role="status" aria-label="Loading">
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike
        <Skeleton key={line} height={20} radius="sm" width={`${90 - ((line * 17) % 45)}%`} />
      ))}
    </Stack>
  );
}

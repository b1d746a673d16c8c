import { Text } from "@mantine/core";
import { Breakable } from "./breakable.tsx";

/** A name, and beneath it what it stands for, where somebody said so. */
export function Described({ name, says }: { name: string; says: string | undefined }) {
  return (
    <>
      <Breakable name={name} />
      {says !== undefined && (
        <Text size="xs" c="dimmed">
          {says}
        </Text>
      )}
    </>
  );
}

import { Text } from "@mantine/core";

/** A name, and beneath it what it stands for, where somebody said so. */
export function Described({ name, says }: { name: string; says: string | undefined }) {
  return (
    <>
      {name}
      {says !== undefined && (
        <Text size="xs" c="dimmed">
          {says}
        </Text>
      )}
    </>
  );
}

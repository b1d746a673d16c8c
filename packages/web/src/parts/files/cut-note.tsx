import { Text } from "@mantine/core";

/** Says that a preview shows a part alone. */
export function CutNote({ shown, of }: { shown: string; of: string }) {
  return (
    <Text size="xs" c="dimmed" mb={4} role="note">
      This shows {shown} of {of}. Download it to have all.
    </Text>
  );
}

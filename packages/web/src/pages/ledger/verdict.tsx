import type { EntryVerdict } from "@begat/core";
import { Group, Text } from "@mantine/core";
import { IconEraser, IconShieldCheck, IconShieldX } from "@tabler/icons-react";

const SAYS = {
  proven: {
    icon: IconShieldCheck,
    color: "var(--mantine-color-green-text)",
    text: "Proven: it says today what was recorded then, and stands where it always stood",
  },
  erased: {
    icon: IconEraser,
    color: "var(--mantine-color-dimmed)",
    text: "Proven to stand where it always stood; what it said was erased, which is an entry of its own",
  },
  altered: {
    icon: IconShieldX,
    color: "var(--mantine-color-red-text)",
    text: "Altered: what it says now is not what was recorded",
  },
  "not-included": {
    icon: IconShieldX,
    color: "var(--mantine-color-red-text)",
    text: "Not proven: the signed ledger has another entry in this place",
  },
} as const;

/** What came of the check of an entry, in words. */
export function Verdict({ verdict }: { verdict: EntryVerdict }) {
  const { icon: Shape, color, text } = SAYS[verdict];
  return (
    <Group gap={6} wrap="nowrap" align="flex-start" data-verdict={verdict}>
      <Shape size={18} color={color} style={{ flex: "none" }} aria-hidden />
      <Text size="sm">{text}</Text>
    </Group>
  );
}

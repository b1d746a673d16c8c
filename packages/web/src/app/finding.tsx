import { Kbd, Text, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import classes from "./finding.module.css";
import { Help } from "./help.tsx";
import { NAVIGATION } from "./navigation.ts";
import { Palette } from "./palette.tsx";
import { useKeys } from "./use-keys.ts";

/** The button and the keys that open the palette, the list of keys, and the keys that go to pages. */
export function Finding() {
  const [isFinding, finding] = useDisclosure(false);
  const [isHelping, helping] = useDisclosure(false);
  const navigate = useNavigate();
  useKeys({
    openPalette: finding.open,
    openHelp: helping.open,
    go: (pressed) => {
      const place = NAVIGATION.find(({ key }) => key === pressed);
      if (place !== undefined) void navigate({ to: place.to });
    },
  });
  return (
    <>
      <UnstyledButton className={classes.button} onClick={finding.open} aria-label="Find anything">
        <IconSearch size={16} />
        <Text span size="sm" c="dimmed" visibleFrom="xs">
          Find anything
        </Text>
        <Kbd size="xs" ml="auto" className={classes.key}>
          /
        </Kbd>
      </UnstyledButton>
      <Palette isOpen={isFinding} onClose={finding.close} />
      <Help isOpen={isHelping} onClose={helping.close} />
    </>
  );
}

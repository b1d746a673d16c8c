import { useDisclosure } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useMemo } from "react";
import { Help } from "./help.tsx";
import { NAVIGATION } from "./navigation.ts";
import { OpenFinder } from "./open-finder.ts";
import { Palette } from "./palette.tsx";
import { useKeys } from "./use-keys.ts";

/** The palette, the list of keys, and the keys that open them and go to pages, for all that stands within. */
export function Finding({ children }: { children: ReactNode }) {
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
  const open = useMemo(() => ({ palette: finding.open, help: helping.open }), [finding.open, helping.open]);
  return (
    <OpenFinder value={open}>
      {children}
      <Palette isOpen={isFinding} onClose={finding.close} />
      <Help isOpen={isHelping} onClose={helping.close} />
    </OpenFinder>
  );
}

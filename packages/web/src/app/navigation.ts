import {
  type Icon,
  IconBook2,
  IconCube,
  IconDatabase,
  IconHome,
  IconPlug,
  IconRadar2,
  IconSettings,
  IconSitemap,
  IconTimeline,
} from "@tabler/icons-react";

/** A page that the navigation leads to; `key` is what follows `g` to go there. */
interface Place {
  readonly to:
    | "/"
    | "/runs"
    | "/datasets"
    | "/jobs"
    | "/models"
    | "/lineage"
    | "/impact"
    | "/ledger"
    | "/connect";
  readonly label: string;
  readonly icon: Icon;
  readonly key: string;
}

/** The pages of the navigation, from the top. */
export const NAVIGATION: readonly Place[] = [
  { to: "/", label: "Home", icon: IconHome, key: "h" },
  { to: "/runs", label: "Training runs", icon: IconTimeline, key: "r" },
  { to: "/datasets", label: "Datasets", icon: IconDatabase, key: "d" },
  { to: "/jobs", label: "Jobs", icon: IconSettings, key: "j" },
  { to: "/models", label: "Models", icon: IconCube, key: "m" },
  { to: "/lineage", label: "Lineage", icon: IconSitemap, key: "l" },
  { to: "/impact", label: "Impact", icon: IconRadar2, key: "i" },
  { to: "/ledger", label: "Ledger", icon: IconBook2, key: "e" },
  { to: "/connect", label: "Connect", icon: IconPlug, key: "c" },
];

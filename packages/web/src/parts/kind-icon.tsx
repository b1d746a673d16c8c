import type { Kind } from "@begat/core";
import {
  type Icon,
  IconArticle,
  IconBox,
  IconColumns3,
  IconCube,
  IconDatabase,
  IconFile,
  IconFlask,
  IconGavel,
  IconGitCommit,
  IconPlayerPlay,
  IconQuote,
  IconRocket,
  IconRulerMeasure,
  IconSettings,
  IconTable,
  IconTag,
  IconTimeline,
  IconUser,
} from "@tabler/icons-react";
import { wordsOf } from "./words-of.ts";

interface Look {
  readonly icon: Icon;
  /** A colour of Mantine's. */
  readonly color: string;
}

const LOOKS: Readonly<Record<Kind, Look>> = {
  Dataset: { icon: IconDatabase, color: "blue" },
  DatasetVersion: { icon: IconTable, color: "blue" },
  Feature: { icon: IconColumns3, color: "cyan" },
  Job: { icon: IconSettings, color: "orange" },
  JobRun: { icon: IconPlayerPlay, color: "orange" },
  Experiment: { icon: IconFlask, color: "grape" },
  Run: { icon: IconTimeline, color: "grape" },
  Model: { icon: IconCube, color: "teal" },
  ModelVersion: { icon: IconBox, color: "teal" },
  Artifact: { icon: IconFile, color: "gray" },
  Deployment: { icon: IconRocket, color: "red" },
  Check: { icon: IconRulerMeasure, color: "indigo" },
  Agent: { icon: IconUser, color: "gray" },
  Commit: { icon: IconGitCommit, color: "dark" },
  Paper: { icon: IconArticle, color: "yellow" },
  Concept: { icon: IconTag, color: "yellow" },
  Fact: { icon: IconQuote, color: "yellow" },
  Policy: { icon: IconGavel, color: "pink" },
};

/** The colour of a kind, light or dark as the page is, for what draws by itself. */
export function kindColor(kind: Kind): string {
  const { color } = LOOKS[kind];
  return color === "dark" ? "var(--mantine-color-text)" : `var(--mantine-color-${color}-text)`;
}

/** The shape and colour of a kind. It says its name to a screen reader unless the text beside it does. */
export function KindIcon({ kind, size = 16, label = true }: { kind: Kind; size?: number; label?: boolean }) {
  const { icon: Shape } = LOOKS[kind];
  const said = label ? { role: "img", "aria-label": wordsOf(kind) } : { "aria-hidden": true };
  return <Shape size={size} stroke={1.75} color={kindColor(kind)} style={{ flex: "none" }} {...said} />;
}

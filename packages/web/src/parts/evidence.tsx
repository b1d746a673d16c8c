import { Tooltip } from "@mantine/core";
import { DotLabel } from "./dot-label.tsx";

const SAYS = {
  observed: { color: "green", shape: "dot", why: "Begat saw it itself" },
  reported: { color: "gray", shape: "ring", why: "A client said so" },
  inferred: { color: "orange", shape: "dashes", why: "A rule of Begat's concluded it" },
} as const;

/** How an edge is known. */
export function Evidence({ evidence }: { evidence: keyof typeof SAYS }) {
  const { why, ...look } = SAYS[evidence];
  return (
    <Tooltip label={why} withArrow>
      <span>
        <DotLabel {...look}>{evidence}</DotLabel>
      </span>
    </Tooltip>
  );
}

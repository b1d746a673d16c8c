import { Badge, Tooltip } from "@mantine/core";

const SAYS = {
  observed: { color: "green", why: "Begat saw it itself" },
  reported: { color: "gray", why: "a client said so" },
  inferred: { color: "yellow", why: "a rule of Begat's concluded it" },
} as const;

/** How an edge is known. */
export function Evidence({ evidence }: { evidence: keyof typeof SAYS }) {
  const { color, why } = SAYS[evidence];
  return (
    <Tooltip label={why} withArrow>
      <Badge
        variant={evidence === "inferred" ? "outline" : "light"}
        color={color}
        size="sm"
        tt="none"
        fw={500}
      >
        {evidence}
      </Badge>
    </Tooltip>
  );
}

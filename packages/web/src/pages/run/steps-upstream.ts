import type { Edge } from "@begat/client/browser";

interface Origin {
  readonly id: string;
  /** Whether nothing is known that it came from. */
  readonly isSource: boolean;
}

/** What a node came from, by the fewest edges that lead there: one list for each step. Cycles end where they close. */
export function stepsUpstream(
  root: string,
  nodes: readonly string[],
  edges: readonly Pick<Edge, "from" | "to">[],
): readonly (readonly Origin[])[] {
  const causes = new Map<string, string[]>(nodes.map((id) => [id, []]));
  for (const { from, to } of edges) if (causes.has(to)) causes.get(from)?.push(to);
  const seen = new Set([root]);
  const steps: Origin[][] = [];
  for (let ids = causes.get(root) ?? []; ids.length > 0; ) {
    const step = [...new Set(ids)].filter((id) => !seen.has(id));
    for (const id of step) seen.add(id);
    if (step.length > 0) steps.push(step.map((id) => ({ id, isSource: causes.get(id)?.length === 0 })));
    ids = step.flatMap((id) => causes.get(id) ?? []);
  }
  return steps;
}

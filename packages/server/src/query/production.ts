import { filterText, invalid, parseInstant } from "@begat/core";
import type { Graph } from "../store/port/graph.ts";
import type { Node } from "../store/port/nodes.ts";
import type { Position } from "../store/port/page.ts";
import type { ProductionAnswer } from "./answers.ts";
import type { ProductionArgs } from "./args.ts";
import { concernsOf } from "./concerns.ts";
import type { QueryContext } from "./context.ts";
import { findOf } from "./find.ts";
import { lastRollouts, rolloutsOf, serves } from "./impact/live.ts";

const PAGE = 1_000;
const SEARCHED = 20_000;

/**
 * What served at an instant by the time it happened: of each model in each environment the last rollout that had
 * started, unless it had ended. Without an instant, what serves now.
 */
export async function production(context: QueryContext, args: ProductionArgs): Promise<ProductionAnswer> {
  const graph = await context.graph();
  const at = args.at === undefined ? null : instant(args.at);
  const { deployments, truncated } = await startedBy(graph, at, args.environment);
  const last = lastRollouts(await rolloutsOf(graph, deployments));
  const live = last.filter(({ deployment }) => serves(deployment, at ?? undefined));
  const concerns = await concernsOf(graph, [...new Set(live.map(({ version }) => version))]);
  return {
    at,
    deployments: live.map(({ deployment, model, version, environment }) => ({
      id: deployment.id,
      model,
      model_version: version,
      environment,
      started_at: deployment.at,
      ended_at: typeof deployment.props.ended_at === "string" ? deployment.props.ended_at : null,
      concerns: concerns.get(version) ?? [],
    })),
    truncated,
  };
}

function instant(text: string): string {
  const time = parseInstant(text);
  if (time === undefined)
    throw invalid("at", `"${text.slice(0, 80)}" is no instant; write 2026-04-28T10:00:00Z`);
  return new Date(time).toISOString();
}

/** Deployments that had started at an instant, and all of them without one; in one environment where that is given. */
export async function startedBy(
  graph: Graph,
  at: string | null,
  environment: string | undefined,
  hidden = false,
): Promise<{ readonly deployments: readonly Node[]; readonly truncated: boolean }> {
  const conditions = [
    ...(at === null ? [] : [`started_at <= ${Date.parse(at)}`]),
    ...(environment === undefined ? [] : [`environment = ${filterText(environment)}`]),
  ];
  const asked = findOf({ kind: "Deployment", filter: conditions.join(" AND "), hidden });
  const deployments: Node[] = [];
  for (let after: Position | undefined; ; ) {
    const slice = await graph.find(asked, { limit: PAGE, ...(after === undefined ? {} : { after }) });
    deployments.push(...slice.items);
    if (slice.next === undefined) return { deployments, truncated: false };
    if (deployments.length >= SEARCHED) return { deployments, truncated: true };
    after = slice.next;
  }
}

import { versionOf } from "@begat/core";
import classes from "./rollout-bars.module.css";
import type { Rollout } from "./rollouts-by-place.ts";

interface RolloutBarsProps {
  readonly environment: string;
  /** When the first rollout anywhere began, in epoch milliseconds: the lanes beside each other are of one scale. */
  readonly start: number;
  /** Newest first. */
  readonly rollouts: readonly Rollout[];
}

const LEAST_PERCENT = 0.6;
const LABEL_PERCENT = 6;

/** The rollouts in one environment along the time until now; the table beneath says the same. */
export function RolloutBars({ environment, start, rollouts }: RolloutBarsProps) {
  const dated = rollouts.filter(({ from }) => Number.isFinite(from));
  const now = Date.now();
  const span = Math.max(1, now - start);
  if (dated.length === 0) return null;
  return (
    <div className={classes.lane} role="img" aria-label={inWords(environment, dated)}>
      {dated.map(({ node, from, to }) => {
        const left = ((from - start) / span) * 100;
        const width = Math.max(LEAST_PERCENT, (((to ?? now) - from) / span) * 100);
        const version = versionOf(String(node.props.model_version ?? ""));
        return (
          <div
            key={node.id}
            className={classes.bar}
            data-live={to === undefined}
            style={{
              left: `${Math.min(left, 100 - LEAST_PERCENT)}%`,
              width: `${Math.min(width, 100 - left)}%`,
            }}
            title={`${version}: ${day(from)} to ${to === undefined ? "now" : day(to)}`}
          >
            {width > LABEL_PERCENT && version}
          </div>
        );
      })}
    </div>
  );
}

function inWords(environment: string, rollouts: readonly Rollout[]): string {
  const live = rollouts.find(({ to }) => to === undefined);
  const said =
    live === undefined ? "nothing is live" : `${versionOf(String(live.node.props.model_version))} is live`;
  return `${rollouts.length} ${rollouts.length === 1 ? "rollout" : "rollouts"} in ${environment}, ${said}`;
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

import { durationOf, formatDuration } from "./duration.ts";
import classes from "./duration-bars.module.css";
import { isFailure } from "./is-failure.ts";

interface Ran {
  readonly id: string;
  readonly at: string | null;
  readonly ended_at: string | null;
  readonly status: string | null;
}

interface DurationBarsProps {
  /** Newest first. */
  readonly runs: readonly Ran[];
  readonly width?: number;
  readonly height?: number;
}

const GAP = 1;

/** How long runs took, oldest on the left, as bars; those that failed are red and marked beneath. */
export function DurationBars({ runs, width = 120, height = 24 }: DurationBarsProps) {
  const inOrder = [...runs].reverse();
  const lengths = inOrder.map(({ at, ended_at }) => durationOf(at, ended_at));
  const longest = Math.max(1, ...lengths.map((length) => length ?? 0));
  const step = Math.min(width / inOrder.length, height / 4);
  const room = height - 4;
  return (
    <svg width={width} height={height} role="img" aria-label={inWords(runs)} className={classes.bars}>
      {inOrder.map((run, index) => {
        const tall = Math.max(2, ((lengths[index] ?? 0) / longest) * room);
        const x = index * step;
        return (
          <g key={run.id} data-failed={isFailure(run.status)}>
            <title>{`${run.status ?? "no state"}, ${formatDuration(lengths[index])}`}</title>
            <rect x={x} y={room - tall} width={Math.max(1, step - GAP)} height={tall} />
            {isFailure(run.status) && <rect x={x} y={room + 2} width={Math.max(1, step - GAP)} height={2} />}
          </g>
        );
      })}
    </svg>
  );
}

/** The same for who does not see it. */
export function inWords(runs: readonly Ran[]): string {
  const lengths = runs.flatMap(({ at, ended_at }) => durationOf(at, ended_at) ?? []);
  const failed = runs.filter(({ status }) => isFailure(status)).length;
  const ran = `${runs.length} ${runs.length === 1 ? "run" : "runs"}, ${failed} failed`;
  if (lengths.length === 0) return ran;
  const [last] = lengths as [number];
  const middle = [...lengths].sort((a, b) => a - b)[Math.floor(lengths.length / 2)];
  return `${ran}; the last that ended took ${formatDuration(last)}, the median is ${formatDuration(middle)}`;
}

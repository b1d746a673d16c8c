import { Text } from "@mantine/core";
import classes from "./count-bars.module.css";
import type { Count } from "./until.ts";

const HEIGHT = 48;
const WIDTH = 600;

/** How many versions there were on each day or in each month. */
export function CountBars({ bars }: { bars: readonly Count[] }) {
  const [first, last] = [bars[0], bars.at(-1)];
  if (first === undefined || last === undefined || bars.length < 2) return null;
  const most = Math.max(...bars.map(({ count }) => count));
  const step = WIDTH / bars.length;
  const total = bars.reduce((sum, { count }) => sum + count, 0);
  const label = `${total.toLocaleString("en")} versions from ${first.label} to ${last.label}, at the most ${most.toLocaleString("en")} in one ${first.label.length > 7 ? "day" : "month"}`;
  return (
    <figure className={classes.figure}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        className={classes.bars}
        role="img"
        aria-label={label}
      >
        {bars.map((bar, index) => {
          const tall = bar.count === 0 ? 0 : Math.max(2, (bar.count / most) * HEIGHT);
          return (
            <rect
              key={bar.label}
              x={index * step}
              y={HEIGHT - tall}
              width={Math.max(0.5, step - 1)}
              height={tall}
            >
              <title>{`${bar.label}: ${bar.count}`}</title>
            </rect>
          );
        })}
      </svg>
      <Text component="figcaption" size="xs" c="dimmed" className={classes.ends}>
        <span>{first.label}</span>
        <span>{last.label}</span>
      </Text>
    </figure>
  );
}

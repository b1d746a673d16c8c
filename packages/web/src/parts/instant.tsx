import { Tooltip } from "@mantine/core";

const UNITS = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

const RELATIVE = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const ABSOLUTE = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "long" });

/** How long ago an instant is, in whole units that passed, or in how long it comes, in the nearest number of units. */
export function relativeTo(now: number, instant: number): string {
  const seconds = (instant - now) / 1000;
  const [unit, size] = UNITS.find(([, of]) => Math.abs(seconds) >= of) ?? UNITS[6];
  const count = seconds / size;
  return RELATIVE.format(count < 0 ? Math.ceil(count) : Math.round(count), unit);
}

/** The exact time in words. */
export function absoluteOf(instant: number): string {
  return ABSOLUTE.format(instant);
}

/** An instant in words, with the exact time when it is hovered or focused. Nothing for what is unknown. */
export function Instant({ at }: { at: string | null | undefined }) {
  const time = at == null ? Number.NaN : Date.parse(at);
  if (Number.isNaN(time)) return <span aria-hidden>–</span>;
  return (
    <Tooltip label={absoluteOf(time)} events={{ hover: true, focus: true, touch: true }} withArrow>
      <time dateTime={at ?? undefined} style={{ whiteSpace: "nowrap" }}>
        {relativeTo(Date.now(), time)}
      </time>
    </Tooltip>
  );
}

import { UnstyledButton } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconStarFilled } from "@tabler/icons-react";
import { formatMetric } from "../../parts/format-metric.ts";
import { Instant } from "../../parts/instant.tsx";
import { LongName } from "../../parts/long-name.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { StatusBadge } from "../../parts/status-badge.tsx";
import classes from "./compare.module.css";
import type { Row } from "./rows.ts";

/** The name of a row, what it is, whether the runs differ in it, and for a metric which way is better. */
export function RowName({ row, onFlip }: { row: Row; onFlip: () => void }) {
  const { space, name, differs, lowerIsBetter } = row;
  const better = lowerIsBetter ? "less" : "more";
  return (
    <span className={classes.name}>
      <span className={classes.mark}>
        {differs && (
          <span role="img" aria-label="differs">
            ≠
          </span>
        )}
      </span>
      <span className={classes.space}>{space}</span>
      <LongName name={name} />
      {lowerIsBetter !== undefined && (
        <UnstyledButton
          className={classes.flip}
          aria-label={`${name}: ${better} is better; turn it round`}
          title={`${better} is better; click to turn it round`}
          onClick={onFlip}
        >
          {lowerIsBetter ? <IconArrowDown size={14} /> : <IconArrowUp size={14} />}
        </UnstyledButton>
      )}
    </span>
  );
}

/** What one run has of a row. */
export function RowValue({ row, place }: { row: Row; place: number }) {
  const { values, best } = row;
  const isOther = place > 0 && JSON.stringify(values[place]) !== JSON.stringify(values[0]);
  return (
    <span className={classes.cell} data-other={isOther || undefined}>
      {shown(row, values[place])}
      {best?.includes(place) && <IconStarFilled size={12} role="img" aria-label="best" />}
    </span>
  );
}

function shown({ space, name }: Row, value: unknown) {
  if (value === null)
    return (
      <span aria-hidden className={classes.none}>
        –
      </span>
    );
  if (space === "run")
    return name === "status" ? <StatusBadge status={value} /> : <Instant at={String(value)} />;
  if (space === "input") return <NodeLink id={String(value)} />;
  if (space === "metric" && typeof value === "number")
    return <span title={String(value)}>{formatMetric(value)}</span>;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return (
    <span className={classes.text} title={text}>
      {text}
    </span>
  );
}

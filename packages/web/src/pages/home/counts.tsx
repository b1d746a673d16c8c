import type { Kind } from "@begat/core";
import { IconBook2 } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { countsQuery } from "../../api/queries.ts";
import { KindIcon } from "../../parts/kind-icon.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import classes from "./home.module.css";

const SHOWN = [
  { kind: "Dataset", label: "Datasets", to: "/datasets" },
  { kind: "Job", label: "Jobs", to: "/jobs" },
  { kind: "Run", label: "Training runs", to: "/runs" },
  { kind: "Model", label: "Models", to: "/models" },
] as const;

interface CountsProps {
  /** Undefined until it is known. */
  readonly entries: number | undefined;
}

/** How many there are of what has a page, and of the entries that say so. */
export function Counts({ entries }: CountsProps) {
  const counts = useQuery(countsQuery());
  return (
    <Loaded query={counts} what="What there is could not be counted" loading={<Tiles entries={entries} />}>
      {({ counts: of, most }) => (
        <Tiles entries={entries} count={(kind) => said(Number(of[kind] ?? 0), most)} />
      )}
    </Loaded>
  );
}

interface TilesProps extends CountsProps {
  readonly count?: (kind: Kind) => string;
}

function Tiles({ entries, count }: TilesProps) {
  return (
    <ul className={classes.counts} aria-label="What there is">
      {SHOWN.map(({ kind, label, to }) => (
        <li key={kind}>
          <Link to={to} className={classes.count}>
            <span className={classes.number}>{count?.(kind)}</span>
            <span className={classes.label}>
              <KindIcon kind={kind} label={false} size={14} /> {label}
            </span>
          </Link>
        </li>
      ))}
      <li>
        <Link to="/ledger" className={classes.count}>
          <span className={classes.number}>{entries?.toLocaleString("en")}</span>
          <span className={classes.label}>
            <IconBook2 size={14} aria-hidden /> Ledger entries
          </span>
        </Link>
      </li>
    </ul>
  );
}

function said(count: number, most: number): string {
  return count >= most ? `${most.toLocaleString("en")}+` : count.toLocaleString("en");
}

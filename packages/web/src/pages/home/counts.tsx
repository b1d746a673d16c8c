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

/** How many there are of what has a page, and of the entries that say so. */
export function Counts({ entries }: { entries: number }) {
  const counts = useQuery(countsQuery());
  return (
    <Loaded
      query={counts}
      what="What there is could not be counted"
      loading={<div className={classes.counts} />}
    >
      {({ counts: of, most }) => (
        <ul className={classes.counts} aria-label="What there is">
          {SHOWN.map(({ kind, label, to }) => (
            <li key={kind}>
              <Link to={to} className={classes.count}>
                <span className={classes.number}>{said(Number(of[kind] ?? 0), most)}</span>
                <span className={classes.label}>
                  <KindIcon kind={kind} label={false} size={14} /> {label}
                </span>
              </Link>
            </li>
          ))}
          <li>
            <Link to="/ledger" className={classes.count}>
              <span className={classes.number}>{entries.toLocaleString("en")}</span>
              <span className={classes.label}>
                <IconBook2 size={14} aria-hidden /> Ledger entries
              </span>
            </Link>
          </li>
        </ul>
      )}
    </Loaded>
  );
}

function said(count: number, most: number): string {
  return count >= most ? `${most.toLocaleString("en")}+` : count.toLocaleString("en");
}

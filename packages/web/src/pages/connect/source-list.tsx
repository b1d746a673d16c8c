import type { Sources } from "@begat/client/browser";
import { Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { sourceName } from "../../parts/entry-words.ts";
import classes from "./connect.module.css";
import { type Heard, LastWords } from "./last-heard.tsx";
import type { SourceKey } from "./search.ts";
import { CONNECTED, type ConnectedSource } from "./sources.ts";

const WIRES = ["mlflow", "openlineage", "native"] as const;

interface SourceListProps {
  readonly chosen: SourceKey;
  /** Undefined until it was read. */
  readonly last: Sources["items"] | undefined;
  readonly heard: Heard;
}

/** What can be connected, by the wire that it comes by, and when something came by it last. */
export function SourceList({ chosen, last, heard }: SourceListProps) {
  return (
    <nav aria-label="Sources" className={classes.sources}>
      {WIRES.map((wire) => (
        <div key={wire} className={classes.wire}>
          <Text size="xs" c="dimmed" component="div" className={classes.wireHead}>
            {sourceName(wire)}
            {last !== undefined && (
              <>
                : <LastWords last={last.find(({ source }) => source === wire)} />
              </>
            )}
          </Text>
          {CONNECTED.filter((source) => source.wire === wire).map((source) => (
            <SourceLink key={source.key} source={source} isChosen={source.key === chosen} heard={heard} />
          ))}
        </div>
      ))}
    </nav>
  );
}

interface SourceLinkProps {
  readonly source: ConnectedSource;
  readonly isChosen: boolean;
  readonly heard: Heard;
}

function SourceLink({ source: { key, name }, isChosen, heard }: SourceLinkProps) {
  return (
    <Link
      to="/connect"
      search={{ source: key }}
      resetScroll={false}
      className={classes.source}
      aria-current={isChosen ? "true" : undefined}
    >
      <span>{name}</span>
      {heard[key] !== undefined && <span className={classes.count}>{heard[key].count} new</span>}
    </Link>
  );
}

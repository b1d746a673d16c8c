import type { RecordedAssertion } from "@begat/core";
import { Button, Text } from "@mantine/core";
import { useState } from "react";
import { Evidence } from "../../parts/evidence.tsx";
import { Instant } from "../../parts/instant.tsx";
import { JsonValue } from "../../parts/json-value.tsx";
import { KeyValues } from "../../parts/key-values.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import classes from "./ledger.module.css";

const SHOWN = 50;

/** What an entry says, sentence by sentence. */
export function Assertions({ assertions }: { assertions: readonly RecordedAssertion[] }) {
  const [shown, setShown] = useState(SHOWN);
  const more = assertions.length - shown;
  return (
    <>
      <ol className={classes.assertions}>
        {assertions.slice(0, shown).map((assertion, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an entry never changes
          <li key={index} className={classes.assertion}>
            <Sentence said={assertion} />
          </li>
        ))}
      </ol>
      {more > 0 && (
        <Button size="xs" variant="default" mt="xs" onClick={() => setShown(shown + SHOWN * 4)}>
          Show {Math.min(more, SHOWN * 4)} more of {more}
        </Button>
      )}
    </>
  );
}

function Sentence({ said }: { said: RecordedAssertion }) {
  switch (said.assert) {
    case "node":
      return (
        <>
          <div className={classes.sentence}>
            <NodeLink id={said.id} /> <Words>is described{said.at !== undefined && ", at"}</Words>
            {said.at !== undefined && <Instant at={said.at} />}
          </div>
          <Values props={said.props} />
        </>
      );
    case "edge":
    case "end":
      return (
        <>
          <div className={classes.sentence}>
            <NodeLink id={said.from} />
            <Words>
              {said.assert === "end" ? "no longer: " : ""}
              {said.rel}
            </Words>
            <NodeLink id={said.to} />
            {said.q !== undefined && said.q !== "" && <Words>as {said.q}</Words>}
            {said.evidence !== undefined && <Evidence evidence={said.evidence} />}
          </div>
          <Values props={said.props ?? {}} />
        </>
      );
    case "alias":
    case "unalias":
      return (
        <div className={classes.sentence}>
          <NodeLink id={said.of} />
          <Words>{said.assert === "alias" ? "is known as" : "is no longer known as"}</Words>
          <span className={classes.text}>{said.value}</span>
          <Words>({said.scheme})</Words>
        </div>
      );
    case "pointer":
      return (
        <div className={classes.sentence}>
          <NodeLink id={said.of} />
          <Words>@{said.name} points at</Words>
          {said.to === null ? <Words>nothing any more</Words> : <NodeLink id={said.to} />}
        </div>
      );
    case "hide":
    case "unhide":
      return (
        <div className={classes.sentence}>
          <NodeLink id={said.id} />
          <Words>{said.assert === "hide" ? "is hidden" : "is shown again"}</Words>
        </div>
      );
    case "points":
      return (
        <>
          <div className={classes.sentence}>
            <NodeLink id={said.of} /> <Words>has new metric values</Words>
          </div>
          <KeyValues
            items={Object.entries(said.columns)
              .slice(0, SHOWN)
              .map(([name, { value }]) => [name, pointsWords(value)])}
          />
        </>
      );
    case "erase":
      return (
        <div className={classes.sentence}>
          <Words>What entry {said.seq} said is erased:</Words>
          <span className={classes.text}>{said.reason}</span>
        </div>
      );
  }
}

function Words({ children }: { children: React.ReactNode }) {
  return (
    <Text component="span" size="sm" c="dimmed">
      {children}
    </Text>
  );
}

function Values({ props }: { props: Readonly<Record<string, unknown>> }) {
  const items = Object.entries(props).map(
    ([name, value]) =>
      [name, value === null ? "taken away" : <JsonValue key={name} value={value} />] as const,
  );
  return items.length === 0 ? null : <KeyValues items={items} />;
}

function pointsWords(values: readonly (number | string)[]): string {
  const last = values.at(-1);
  if (last === undefined) return "erased";
  return values.length === 1 ? String(last) : `${values.length} values, the last ${last}`;
}

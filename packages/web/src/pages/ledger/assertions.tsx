import type {
  AliasAssertion,
  EdgeAssertion,
  NodeAssertion,
  PointsAssertion,
  RecordedAssertion,
} from "@begat/core";
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
      return <Described said={said} />;
    case "edge":
    case "end":
      return <Related said={said} />;
    case "alias":
    case "unalias":
      return <Known said={said} />;
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
          <Words>{said.assert === "hide" ? "is archived" : "is restored"}</Words>
        </div>
      );
    case "points":
      return <Measured said={said} />;
    case "erase":
      return (
        <div className={classes.sentence}>
          <Words>What entry {said.seq} said is erased:</Words>
          <span className={classes.text}>{said.reason}</span>
        </div>
      );
  }
}

function Described({ said: { id, at, props } }: { said: NodeAssertion }) {
  return (
    <>
      <div className={classes.sentence}>
        <NodeLink id={id} /> <Words>is described{at !== undefined && ", at"}</Words>
        {at !== undefined && <Instant at={at} />}
      </div>
      <Values props={props} />
    </>
  );
}

function Related({ said: { assert, from, rel, to, q, evidence, props } }: { said: EdgeAssertion }) {
  return (
    <>
      <div className={classes.sentence}>
        <NodeLink id={from} />
        <Words>
          {assert === "end" ? "no longer: " : ""}
          {rel}
        </Words>
        <NodeLink id={to} />
        {q !== undefined && q !== "" && <Words>as {q}</Words>}
        {evidence !== undefined && <Evidence evidence={evidence} />}
      </div>
      <Values props={props ?? {}} />
    </>
  );
}

function Known({ said: { assert, of, scheme, value } }: { said: AliasAssertion }) {
  return (
    <div className={classes.sentence}>
      <NodeLink id={of} />
      <Words>{assert === "alias" ? "is known as" : "is no longer known as"}</Words>
      <span className={classes.text}>{value}</span>
      <Words>({scheme})</Words>
    </div>
  );
}

function Measured({ said: { of, columns } }: { said: PointsAssertion }) {
  const shown = Object.entries(columns).slice(0, SHOWN);
  return (
    <>
      <div className={classes.sentence}>
        <NodeLink id={of} /> <Words>has new metric values</Words>
      </div>
      <KeyValues items={shown.map(([name, { value }]) => [name, pointsWords(value)])} />
    </>
  );
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
      [name, value === null ? "taken away" : <JsonValue key={name} name={name} value={value} />] as const,
  );
  return items.length === 0 ? null : <KeyValues items={items} />;
}

function pointsWords(values: readonly (number | string)[]): string {
  const last = values.at(-1);
  if (last === undefined) return "erased";
  return values.length === 1 ? String(last) : `${values.length} values, the last ${last}`;
}

import type { LedgerEntry } from "@begat/client/browser";
import type { RecordedAssertion, Source } from "@begat/core";

/** What the wires that entries come by are called. */
const NAMES: Readonly<Record<Source, string>> = {
  native: "Begat's own API",
  openlineage: "OpenLineage",
  mlflow: "MLflow",
  erasure: "Erasure",
};

export function sourceName(source: string): string {
  return (NAMES as Readonly<Record<string, string>>)[source] ?? source;
}

/** The assertions of an entry. */
export function assertionsOf({ change }: Pick<LedgerEntry, "change">): readonly RecordedAssertion[] {
  return change.assertions as readonly unknown[] as readonly RecordedAssertion[];
}

/** The node that an entry is about: the first one that it describes, else the first one that it names; none for an erasure. */
export function subjectOf(entry: Pick<LedgerEntry, "change">): string | undefined {
  const assertions = assertionsOf(entry);
  const described = assertions.find(({ assert }) => assert === "node");
  const [first = described] = assertions;
  return described === undefined ? first && nodeIn(first) : nodeIn(described);
}

function nodeIn(assertion: RecordedAssertion): string | undefined {
  switch (assertion.assert) {
    case "node":
    case "hide":
    case "unhide":
      return assertion.id;
    case "edge":
    case "end":
      return assertion.from;
    case "erase":
      return undefined;
    default:
      return assertion.of;
  }
}

const SAYS: Readonly<Record<RecordedAssertion["assert"], readonly [one: string, many: string]>> = {
  node: ["describes a node", "describes # nodes"],
  edge: ["begins an edge", "begins # edges"],
  end: ["ends an edge", "ends # edges"],
  alias: ["gives a name", "gives # names"],
  unalias: ["takes a name away", "takes # names away"],
  pointer: ["moves a pointer", "moves # pointers"],
  hide: ["hides a node", "hides # nodes"],
  unhide: ["shows a node again", "shows # nodes again"],
  points: ["adds metric values", "adds metric values"],
  erase: ["erases an entry", "erases # entries"],
};

/** What an entry says, in a few words: "describes 2 nodes, begins an edge". */
export function entryWords(entry: Pick<LedgerEntry, "change">): string {
  const counts = new Map<RecordedAssertion["assert"], number>();
  for (const { assert } of assertionsOf(entry)) counts.set(assert, (counts.get(assert) ?? 0) + 1);
  const parts = [...counts].map(([assert, count]) => {
    const [one, many] = SAYS[assert] ?? [assert, `${assert} #`];
    return count === 1 ? one : many.replace("#", String(count));
  });
  return parts.length === 0 ? "says nothing" : parts.join(", ");
}

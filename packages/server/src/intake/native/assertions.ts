import {
  type Assertion,
  canonicalId,
  checkIdOrReference,
  type EdgeAssertion,
  type Instant,
  invalid,
  type JsonValue,
  type Kind,
  kindOfId,
  mayJoin,
  NEW_VERSION,
  type NodeAssertion,
  type NodeId,
  type Props,
  parseReference,
  type Relation,
  relationSpec,
} from "@begat/core";
import { named } from "./naming.ts";

/** What a node is said to be; fields without a value are left out. */
export function node(
  id: NodeId,
  props: Readonly<Record<string, JsonValue | undefined>>,
  at?: Instant,
): NodeAssertion {
  const stated = stripped(props);
  return at === undefined ? { assert: "node", id, props: stated } : { assert: "node", id, props: stated, at };
}

/** What a message says in fields of its own, and what else it says. Throws `invalid` for what is said in both places. */
export function withOwn(
  fields: Readonly<Record<string, JsonValue | undefined>>,
  own: Readonly<Record<string, JsonValue>> | undefined,
): Readonly<Record<string, JsonValue | undefined>> {
  if (own === undefined) return fields;
  const twice = Object.keys(own).find((name) => Object.hasOwn(fields, name));
  if (twice !== undefined) throw invalid(`props.${twice}`, `is a field of its own; give it as ${twice}`);
  return { ...own, ...fields };
}

/** The object without the members that are undefined. */
function stripped(members: Readonly<Record<string, JsonValue | undefined>>): Props {
  const out: Record<string, JsonValue> = {};
  for (const name in members) {
    const value = members[name];
    if (value !== undefined) out[name] = value;
  }
  return out;
}

/** The other end of an edge, with its qualifier. */
interface End {
  readonly id: string;
  readonly q?: string | undefined;
}

type Target = string | End;

/** Edges from a node, one for each target; none for undefined. Throws `invalid` naming `field` for a bad id or pair. */
export function links(
  from: NodeId,
  rel: Relation,
  to: Target | readonly Target[] | undefined,
  field: string,
): readonly Assertion[] {
  if (to === undefined) return [];
  const source = { id: from, kind: kindMeant(from, "id") };
  if (!isList(to)) return [link("edge", source, rel, to, field)];
  return to.map((target, index) => link("edge", source, rel, target, `${field}[${index}]`));
}

/** Edges that end at a node, one from each source. */
export function linksFrom(
  sources: readonly string[] | undefined,
  rel: Relation,
  to: NodeId,
  field: string,
): readonly Assertion[] {
  const target = kindOfId(to);
  return (sources ?? []).map((source, index) => {
    checkPair(rel, source, kindMeant(source, `${field}[${index}]`), target, `${field}[${index}]`);
    return edge("edge", source, rel, to);
  });
}

/** One edge, or the end of one. */
export function link(
  assert: "edge" | "end",
  from: { readonly id: NodeId; readonly kind: Kind },
  rel: Relation,
  target: Target,
  field: string,
): EdgeAssertion {
  const to = canonicalId(typeof target === "string" ? target : target.id);
  checkPair(rel, to, from.kind, kindMeant(to, field), field);
  if (parseReference(to)?.pointer === NEW_VERSION) {
    throw invalid(field, `${to} asks for a new version, which only the message about that version may do`);
  }
  return edge(assert, from.id, rel, to, typeof target === "string" ? undefined : target.q);
}

/** Who ran it, as the payload claims; the ledger keeps the authenticated principal apart. */
export function performedBy(from: NodeId, agent: string | undefined): readonly Assertion[] {
  return agent === undefined ? [] : links(from, "performed-by", named("Agent", agent, "agent"), "agent");
}

/** The artifacts of a node, each at its path. */
export function artifactsOf(
  from: NodeId,
  items: readonly (string | { readonly id: string; readonly path: string })[] | undefined,
): readonly Assertion[] {
  const ends = items?.map((item) => (typeof item === "string" ? item : { id: item.id, q: item.path }));
  return links(from, "has-artifact", ends, "artifacts");
}

/** The kind of what a text names: for `ds:users@latest` that is a version. */
export function kindMeant(text: string, field: string): Kind {
  const reference = parseReference(text);
  if (reference === undefined) return kindOfId(text, field);
  checkIdOrReference(text, field);
  return kindOfId(reference.of, field) === "Dataset" ? "DatasetVersion" : "ModelVersion";
}

function edge(assert: "edge" | "end", from: NodeId, rel: Relation, to: NodeId, q?: string): EdgeAssertion {
  const evidence = assert === "edge" ? ({ evidence: "reported" } as const) : {};
  return q === undefined || q === ""
    ? { assert, from, rel, to, ...evidence }
    : { assert, from, rel, to, q, ...evidence };
}

function checkPair(rel: Relation, shown: NodeId, from: Kind, to: Kind, field: string): void {
  if (mayJoin(rel, from, to)) return;
  const pairs = relationSpec(rel).joins.map(
    ([sources, targets]) => `${sources.join(", ")} to ${targets.join(", ")}`,
  );
  throw invalid(
    field,
    `"${shown}" does not fit: ${rel} cannot go from a ${from} to a ${to}; it goes from ${pairs.join("; or ")}`,
  );
}

function isList(to: Target | readonly Target[]): to is readonly Target[] {
  return Array.isArray(to);
}

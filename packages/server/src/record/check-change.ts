import {
  type Assertion,
  type Change,
  checkIdOrReference,
  type EdgeAssertion,
  INITIAL_VERSION,
  invalid,
  isObject,
  isRelation,
  kindOfId,
  kindSpec,
  MAX_ASSERTIONS,
  type MetricColumns,
  NEW_VERSION,
  type NodeAssertion,
  type PointerAssertion,
  type PointsAssertion,
  parseId,
  parseReference,
  versionId,
} from "@begat/core";

const MAX_NAME = 512;
/** Indexes of PostgreSQL take rows of at most 2,704 bytes. */
const MAX_INDEXED_BYTES = 1000;

/** Checks the shape of a change, whichever intake it came by. Throws `invalid`, naming the field. */
export function checkChange({ assertions }: Change): void {
  if (assertions.length === 0) throw invalid("assertions", "a change says at least one thing");
  if (assertions.length > MAX_ASSERTIONS) {
    throw invalid(
      "assertions",
      `a change says at most ${MAX_ASSERTIONS} things, this one ${assertions.length}; send several`,
    );
  }
  for (const assertion of assertions) checkAssertion(assertion);
}

function checkAssertion(assertion: Assertion): void {
  switch (assertion.assert) {
    case "node":
      checkNode(assertion);
      return;
    case "edge":
    case "end":
      checkEdge(assertion);
      return;
    case "alias":
    case "unalias":
      checkText(assertion.scheme, "scheme", MAX_NAME);
      checkIndexed(assertion.value, "value");
      checkIdOrReference(assertion.of, "of");
      return;
    case "name":
      checkText(assertion.scheme, "scheme", MAX_NAME);
      checkIndexed(assertion.value, "value");
      parseId(assertion.id, "id");
      return;
    case "bind":
      checkEdge({ ...assertion, assert: "edge", to: versionId(assertion.of, INITIAL_VERSION) });
      if (assertion.otherwise !== undefined) parseId(assertion.otherwise, "otherwise");
      return;
    case "pointer":
      checkPointer(assertion);
      return;
    case "hide":
    case "unhide":
      checkIdOrReference(assertion.id, "id");
      return;
    case "points":
      checkPoints(assertion);
      return;
    case "erase":
      throw invalid("assertions", "only an admin's erase request erases");
    default:
      assertion satisfies never;
  }
}

function checkText(text: string, field: string, max: number, what = ""): void {
  if (text.length === 0 || text.length > max) throw invalid(field, `${what}must have 1 to ${max} characters`);
  if (text.includes("\0")) throw invalid(field, `${what}must not contain the NUL character`);
}

function checkIndexed(text: string, field: string): void {
  checkText(text, field, MAX_INDEXED_BYTES);
  if (Buffer.byteLength(text) > MAX_INDEXED_BYTES)
    throw invalid(field, `must have at most ${MAX_INDEXED_BYTES} bytes of UTF-8`);
}

function checkInstant(text: string, field: string): void {
  const time = Date.parse(text);
  if (Number.isNaN(time) || new Date(time).toISOString() !== text)
    throw invalid(field, `"${text}" is not an instant in UTC with milliseconds`);
}

function checkNode(assertion: NodeAssertion): void {
  checkIdOrReference(assertion.id, "id");
  if (assertion.at !== undefined) checkInstant(assertion.at, "at");
  if (assertion.stated_at !== undefined) checkInstant(assertion.stated_at, "stated_at");
  checkMembers(assertion.props);
  checkReferences(assertion);
}

const MAX_MEMBERS = 10_000;
/** The properties whose members are named by URIs of datasets. */
const BY_URI = new Set(["outputs", "input_facets", "output_facets"]);

function checkMembers(props: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(props)) {
    checkText(name, "props", MAX_NAME);
    if (!isObject(value)) continue;
    const members = Object.keys(value);
    if (members.length > MAX_MEMBERS)
      throw invalid(name, `has ${members.length} members, at most ${MAX_MEMBERS} are taken`);
    const most = BY_URI.has(name) ? MAX_INDEXED_BYTES : MAX_NAME;
    for (const member of members) checkText(member, name, most, "a name in it ");
  }
}

/** What a node says of another one must name it. */
function checkReferences({ id, props }: NodeAssertion): void {
  if (parseReference(id) !== undefined) return;
  for (const field of kindSpec(kindOfId(id)).references ?? []) {
    const name = props[field];
    if (name === undefined || name === null) continue;
    if (typeof name !== "string") throw invalid(field, "must be the id of a node");
    checkIdOrReference(name, field);
    if (parseReference(name)?.pointer === NEW_VERSION)
      throw invalid(
        field,
        `${name} asks for a new version, which only the message about that version may do`,
      );
  }
}

function checkEdge({ from, rel, to, q }: EdgeAssertion): void {
  if (!isRelation(rel)) throw invalid("rel", `"${rel}" is not a relation; GET /schema lists them`);
  checkIdOrReference(from, "from");
  checkIdOrReference(to, "to");
  if (q !== undefined && q !== "") checkIndexed(q, "q");
}

function checkPointer({ name, of, to }: PointerAssertion): void {
  checkText(name, "name", MAX_NAME);
  checkIdOrReference(of, "of");
  if (to !== null) checkIdOrReference(to, "to");
}

function checkPoints({ of, columns }: PointsAssertion): void {
  checkIdOrReference(of, "of");
  if (!/^(run|jobrun|deploy):/.test(of))
    throw invalid("of", `only runs and deployments have metrics, not ${of}`);
  for (const [name, metric] of Object.entries(columns)) {
    checkText(name, "metrics", MAX_NAME);
    checkColumns(name, metric);
  }
}

const SPECIAL = new Set<unknown>(["NaN", "Infinity", "-Infinity"]);

function checkColumns(name: string, { step, at, value }: MetricColumns): void {
  if (step.length !== at.length || step.length !== value.length)
    throw invalid(name, "its columns differ in length");
  for (let i = 0; i < step.length; i++) {
    if (!Number.isSafeInteger(step[i]))
      throw invalid(name, `step ${String(step[i])} is not a whole number below 2^53`);
    if (!Number.isSafeInteger(at[i]))
      throw invalid(name, `at ${String(at[i])} is not a time in whole milliseconds`);
    if (!Number.isFinite(value[i]) && !SPECIAL.has(value[i])) {
      throw invalid(
        name,
        `value ${String(value[i])} is neither a number nor "NaN", "Infinity" or "-Infinity"`,
      );
    }
  }
}

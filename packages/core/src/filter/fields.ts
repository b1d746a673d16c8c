/** Every field of the filter language; `<name>` stands for any name. docs/filter.md is tested against this table. */
export const FILTER_FIELDS = [
  { space: "metrics", name: "<name>", about: "the last value of a metric" },
  { space: "params", name: "<name>", about: "a parameter of a run" },
  { space: "tags", name: "<name>", about: "a tag" },
  {
    space: "props",
    name: "<name>",
    about: "a property; `props.` may be left out where the name is not taken",
  },
  { space: "relation", name: "dataset", about: "a dataset version it used, trained on or was evaluated on" },
  { space: "relation", name: "model", about: "a model version it used, produced or deploys" },
  { space: "relation", name: "produced", about: "a dataset version or model version it produced" },
  { space: "relation", name: "commit", about: "the commit it ran at" },
  { space: "relation", name: "experiment", about: "the experiment of a run" },
  { space: "relation", name: "agent", about: "who performed or owns it" },
  { space: "relation", name: "job", about: "the job of a job run" },
  { space: "time", name: "started_at", about: "when it started" },
  { space: "time", name: "ended_at", about: "when it ended" },
  { space: "time", name: "at", about: "when it happened" },
  { space: "time", name: "recorded_at", about: "when the ledger took it" },
  {
    space: "time",
    name: "latest_at",
    about:
      "when the last version of a dataset or model came to be, or when the run of a job that was recorded last started",
  },
  { space: "latest", name: "latest_status", about: "the status of the run of a job that was recorded last" },
  { space: "id", name: "id", about: "the id of the node" },
  { space: "kind", name: "kind", about: "the kind of the node" },
] as const;

type Row = (typeof FILTER_FIELDS)[number];
type Target<R> = R extends Row ? { readonly space: R["space"]; readonly name: R["name"] } : never;
type NamedRow = Extract<Row, { name: "<name>" }>;

/** A group of fields, told apart by how its values are stored and compared. */
export type Space = Row["space"];
/** A group whose fields are written `group.name`, with any name. */
export type NamedSpace = NamedRow["space"];
/** A field with a fixed name, such as `dataset` or `started_at`. */
export type FixedField = Target<Exclude<Row, NamedRow>>;

/** What values a space takes. `instant` is epoch milliseconds, `scalar` a number, a text or a boolean. */
export type Values = "number" | "text" | "scalar" | "instant";

interface SpaceRule {
  readonly values: Values;
  /** One value that can be compared with `<` and sorted. A relation has many values, without an order. */
  readonly ordered: boolean;
}

/** How the values of each space compare. */
export const SPACE_RULES: Readonly<Record<Space, SpaceRule>> = {
  metrics: { values: "number", ordered: true },
  params: { values: "scalar", ordered: true },
  tags: { values: "scalar", ordered: true },
  props: { values: "scalar", ordered: true },
  relation: { values: "text", ordered: false },
  time: { values: "instant", ordered: true },
  latest: { values: "text", ordered: false },
  id: { values: "text", ordered: true },
  kind: { values: "text", ordered: true },
};

const isNamedRow = (row: Row): row is NamedRow => row.name === "<name>";

const NAMED_SPACES: ReadonlyMap<string, NamedSpace> = new Map(
  FILTER_FIELDS.filter(isNamedRow).map((row) => [row.space, row.space]),
);

const FIXED_FIELDS: ReadonlyMap<string, FixedField> = new Map(
  FILTER_FIELDS.filter((row) => !isNamedRow(row)).map(({ about: _, ...target }) => [target.name, target]),
);

/** The space that stands before the dot, or undefined. */
export const namedSpace = (prefix: string): NamedSpace | undefined => NAMED_SPACES.get(prefix);

/** The field with this fixed name, or undefined. */
export const fixedField = (name: string): FixedField | undefined => FIXED_FIELDS.get(name);

const KEYWORDS: ReadonlySet<string> = new Set([
  "AND",
  "OR",
  "NOT",
  "IN",
  "LIKE",
  "ILIKE",
  "IS",
  "NULL",
  "BETWEEN",
]);

/** True for a word that cannot stand as a bare property name, in any case of letters. */
export const isKeyword = (word: string): boolean => KEYWORDS.has(word.toUpperCase());

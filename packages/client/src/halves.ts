/** The fields of an execution that are lists or maps, each member of which could be said by itself. */
const OF_MEMBERS: ReadonlySet<string> = new Set(["params", "tags", "inputs", "outputs", "artifacts"]);

const VERSION_OF = /^((?:ds|model):[^:@]+)[:@].*$/;

type Fields = Readonly<Record<string, unknown>>;
type Entry = readonly [field: string, value: unknown];

/**
 * What is said of an execution in two halves, so that what the server refuses of one takes nothing of the other with it.
 * None when it cannot be halved: params, tags, inputs, outputs and artifacts can, all else stays together. Names go with
 * what they are names of.
 */
export function halvesOf(said: object): readonly object[] {
  const { names = [], ...fields } = said as Fields;
  const halves = Array.isArray(names) ? cut(Object.entries(fields)) : [];
  const ids = halves.map(idsIn);
  return halves.map((half, index) => {
    const own = (names as readonly unknown[]).filter((name) => {
      const id = idOf(name);
      return ids[index]?.has(id) || !ids[1 - index]?.has(id);
    });
    return own.length === 0 ? half : { ...half, names: own };
  });
}

function cut(entries: readonly Entry[]): readonly Fields[] {
  const ofMembers = entries.filter(hasMembers);
  const others = entries.filter((entry) => !hasMembers(entry));
  const [first, second] = ofMembers;
  if (first === undefined) return [];
  if (others.length > 0) return [others, ofMembers].map((part) => Object.fromEntries(part));
  if (second !== undefined) return inTwo(ofMembers).map((part) => Object.fromEntries(part));
  const [field, value] = first;
  if (Array.isArray(value)) return inTwo(value).map((part) => ({ [field]: part }));
  return inTwo(Object.entries(value as object)).map((part) => ({ [field]: Object.fromEntries(part) }));
}

/** Whether a field can be halved; what waits in the spool need not have the shape of a message. */
function hasMembers([field, value]: Entry): boolean {
  return OF_MEMBERS.has(field) && typeof value === "object" && value !== null;
}

function inTwo<T>(items: readonly T[]): readonly (readonly T[])[] {
  const half = Math.ceil(items.length / 2);
  return items.length < 2 ? [] : [items.slice(0, half), items.slice(half)];
}

/** The ids that inputs, outputs and artifacts have, and those of what these are versions of. */
function idsIn(fields: Fields): ReadonlySet<unknown> {
  const ids = Object.values(fields).filter(Array.isArray).flat().map(idOf);
  return new Set([...ids, ...ids.map((id) => String(id).replace(VERSION_OF, "$1"))]);
}

function idOf(member: unknown): unknown {
  return typeof member === "object" && member !== null ? (member as { readonly id?: unknown }).id : member;
}

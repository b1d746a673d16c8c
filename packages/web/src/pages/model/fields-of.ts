/** One input, output or parameter of a model. */
export interface Field {
  readonly key: string;
  readonly direction: "input" | "output" | "parameter";
  readonly name: string;
  readonly type: string;
  readonly feature: string | undefined;
  readonly says: string | undefined;
}

const MEMBERS = [
  ["inputs", "input"],
  ["outputs", "output"],
  ["output", "output"],
  ["params", "parameter"],
] as const;

/** The fields of a signature, as Begat's clients and MLflow write it; none of one that is written otherwise. */
export function fieldsOf(signature: unknown): readonly Field[] {
  if (typeof signature !== "object" || signature === null) return [];
  return MEMBERS.flatMap(([member, direction]) =>
    listOf((signature as Record<string, unknown>)[member]).map(
      (item, index): Field => ({
        key: `${member} ${index}`,
        direction,
        name: textOf(item.name) ?? `${direction} ${index + 1}`,
        type: typeOf(item),
        feature: textOf(item.feature),
        says: textOf(item.says) ?? textOf(item.description),
      }),
    ),
  );
}

type Item = Readonly<Record<string, unknown>>;

/** MLflow keeps each list as the text of its JSON. */
function listOf(value: unknown): readonly Item[] {
  if (typeof value === "string") {
    try {
      return listOf(JSON.parse(value));
    } catch {
      return [];
    }
  }
  const items = Array.isArray(value) ? value : [value];
  return items.filter((item): item is Item => typeof item === "object" && item !== null);
}

function typeOf(item: Item): string {
  const tensor = item["tensor-spec"] as { readonly dtype?: unknown; readonly shape?: unknown } | undefined;
  if (typeof tensor === "object" && tensor !== null) return `${tensor.dtype} ${JSON.stringify(tensor.shape)}`;
  return typeof item.type === "string" ? item.type : JSON.stringify(item.type ?? "");
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

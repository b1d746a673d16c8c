import { filterText } from "@begat/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { someOfKindQuery } from "../../api/queries.ts";
import { namesQuery, valuesQuery } from "../../api/run-queries.ts";
import { containing } from "../../parts/containing.ts";
import { fieldOf, partsOf } from "./columns.ts";
import type { Place } from "./completion.ts";
import { literalOf, type Suggestion, spaceOf, wordsAt } from "./filter-words.ts";

const PAUSE_MS = 120;
const MOST = 40;
const NAMED = ["metrics", "params", "tags"] as const;
const ABOUT = { metrics: "metric", params: "param", tags: "tag" } as const;
const KINDS = {
  dataset: "Dataset",
  produced: "Model",
  model: "Model",
  experiment: "Experiment",
  agent: "Agent",
  commit: "Commit",
  job: "Job",
} as const;

/** What can be put at a place of a filter: words of the language, names and values that there are. */
export function useSuggestions(place: Place, isOpen: boolean): readonly Suggestion[] {
  const [settled] = useDebouncedValue(place, PAUSE_MS);
  const names = useNames(isOpen && settled.expected === "field" ? settled.typed : undefined, place.typed);
  const values = useValues(isOpen && settled.expected === "value" ? settled : undefined, place.typed);
  const typed = place.typed.toLowerCase();
  const words = wordsAt(place, Date.now()).filter(({ text }) => text.toLowerCase().startsWith(typed));
  const found =
    place.expected === "field"
      ? names
      : place.expected === "value" && place.field === settled.field
        ? values
        : [];
  return [...words, ...found].filter(({ text }) => text !== place.typed).slice(0, MOST);
}

/** Fields that contain what is typed: of the space before its dot, else of all. `asked` is what was typed a moment ago. */
function useNames(asked: string | undefined, typed: string): readonly Suggestion[] {
  const ask = (of: (typeof NAMED)[number]) => {
    const q = nameIn(of, asked ?? "");
    return { ...namesQuery(of, q ?? "", MOST), enabled: q !== undefined };
  };
  const answers = [useQuery(ask("metrics")), useQuery(ask("params")), useQuery(ask("tags"))];
  if (asked === undefined) return [];
  return NAMED.flatMap((of, index) => {
    const q = nameIn(of, typed);
    const found = q === undefined ? [] : containing(q, answers[index]?.data?.items);
    return found.map((item) => ({ text: fieldOf(`${of}.${item}`), about: ABOUT[of] }));
  });
}

/** The part of a name that is typed, if it can be one of a space. */
function nameIn(of: (typeof NAMED)[number], typed: string): string | undefined {
  if (typed === `${of}.`) return "";
  const { name, space } = partsOf(typed.replace(/^(\w+\.)["`]?/, "$1"));
  return space === of || (space === "props" && name !== "" && !isSpace(typed)) ? name : undefined;
}

function isSpace(typed: string): boolean {
  return NAMED.some((of) => typed === `${of}.`);
}

/** Values that the field of a place has and that contain what is typed. */
function useValues(asked: Place | undefined, typed: string): readonly Suggestion[] {
  const { field = "" } = asked ?? {};
  const q = valueIn(asked?.typed ?? "");
  const space = spaceOf(field);
  const isPlain = asked !== undefined && (space === "params" || space === "tags" || space === "props");
  const isRelation = asked !== undefined && space === "relation";
  const kind = KINDS[field as keyof typeof KINDS] ?? "Dataset";
  const plain = useQuery({ ...valuesQuery(field, q), enabled: isPlain });
  const related = useQuery({ ...someOfKindQuery(kind, q), enabled: isRelation });
  if (isPlain)
    return containing(valueIn(typed), plain.data?.items).map((value) => ({ text: literalOf(value) }));
  if (isRelation)
    return (related.data ?? []).map(({ id, title }) => ({ text: filterText(id), about: title }));
  return [];
}

/** A value that is typed, without its quotes. */
function valueIn(typed: string): string {
  return typed.replace(/^'|'$/g, "").replaceAll("''", "'");
}

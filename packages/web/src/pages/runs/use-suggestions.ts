import { filterText } from "@begat/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { someOfKindQuery } from "../../api/queries.ts";
import { namesQuery, valuesQuery } from "../../api/run-queries.ts";
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
  const names = useNames(isOpen && settled.expected === "field" ? settled.typed : undefined);
  const values = useValues(isOpen && settled.expected === "value" ? settled : undefined);
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

/** Fields that contain what is typed: of the space before its dot, else of all. */
function useNames(typed: string | undefined): readonly Suggestion[] {
  const { name, space } = partsOf(typed?.replace(/^(\w+\.)["`]?/, "$1") ?? "");
  const isSpace = /^(metrics|params|tags)\.$/.test(typed ?? "");
  const inSpace = isSpace ? (typed as string).slice(0, -1) : space;
  const q = isSpace ? "" : name;
  const ask = (of: (typeof NAMED)[number]) => {
    const isAsked = typed !== undefined && (inSpace === of || (inSpace === "props" && q !== ""));
    return { ...namesQuery(of, q, MOST), enabled: isAsked };
  };
  const answers = [useQuery(ask("metrics")), useQuery(ask("params")), useQuery(ask("tags"))];
  if (typed === undefined) return [];
  return NAMED.flatMap((of, index) => {
    if (inSpace !== of && !(inSpace === "props" && q !== "")) return [];
    return containing(q, answers[index]?.data?.items).map((item) => ({
      text: fieldOf(`${of}.${item}`),
      about: ABOUT[of],
    }));
  });
}

/** Values that the field of a place has and that contain what is typed. */
function useValues(place: Place | undefined): readonly Suggestion[] {
  const { field = "", typed = "" } = place ?? {};
  const q = typed.replace(/^'|'$/g, "").replaceAll("''", "'");
  const space = spaceOf(field);
  const isPlain = place !== undefined && (space === "params" || space === "tags" || space === "props");
  const isRelation = place !== undefined && space === "relation";
  const kind = KINDS[field as keyof typeof KINDS] ?? "Dataset";
  const plain = useQuery({ ...valuesQuery(field, q), enabled: isPlain });
  const related = useQuery({ ...someOfKindQuery(kind, q), enabled: isRelation });
  if (isPlain) return containing(q, plain.data?.items).map((value) => ({ text: literalOf(value) }));
  if (isRelation)
    return (related.data ?? []).map(({ id, title }) => ({ text: filterText(id), about: title }));
  return [];
}

/** Those that contain a text: until the answer about it is there, the one before stands in its place. */
function containing(q: string, texts: readonly string[] = []): readonly string[] {
  return texts.filter((text) => text.toLowerCase().includes(q.toLowerCase()));
}

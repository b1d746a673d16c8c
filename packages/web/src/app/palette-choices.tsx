import { kindIn } from "@begat/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type LinkProps, linkOptions } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { searchQuery } from "../api/queries.ts";
import { contains } from "../parts/containing.ts";
import { HitTitle } from "../parts/hit-title.tsx";
import { KindIcon } from "../parts/kind-icon.tsx";
import { NAVIGATION } from "./navigation.ts";
import { placeOf } from "./places.ts";
import { useRecentIds } from "./recent.ts";

const WAIT_MS = 120;
const HITS = 12;

/** Something that the palette leads to. */
export interface Choice {
  readonly key: string;
  readonly place: LinkProps;
  readonly icon: ReactNode;
  readonly label: ReactNode;
}

export interface ChoiceGroup {
  readonly label: string;
  readonly choices: readonly Choice[];
}

/**
 * What a text leads to: nodes that it finds, pages of that name, the search; without any text, what was looked at last. Until the
 * answer is there, the nodes that were found before stand last: whoever types on and presses Enter does not mean them.
 */
export function useChoices(text: string): readonly ChoiceGroup[] {
  const [q] = useDebouncedValue(text, WAIT_MS);
  const found = useQuery({ ...searchQuery(q, { limit: HITS }), enabled: q !== "" });
  const recent = useRecentIds();
  const hits = text === "" ? [] : (found.data?.items ?? []);
  const nodes =
    text === ""
      ? recent.map((id) => nodeChoice(id, id))
      : hits.map((hit) => nodeChoice(hit.id, <HitTitle hit={hit} />));
  const isFound = text === "" || (q === text && !found.isPlaceholderData);
  const these = { label: text === "" ? "Looked at last" : "Found", choices: nodes };
  const others = [
    { label: "Pages", choices: pagesNamed(text) },
    { label: "Search", choices: text === "" ? [] : [searchFor(text)] },
  ];
  const groups = isFound ? [these, ...others] : [...others, these];
  return groups.filter(({ choices }) => choices.length > 0);
}

function nodeChoice(id: string, label: ReactNode): Choice {
  const kind = kindIn(id);
  const icon = kind === undefined ? null : <KindIcon kind={kind} />;
  return { key: id, place: linkOptions(placeOf(id)), icon, label };
}

function pagesNamed(text: string): readonly Choice[] {
  return NAVIGATION.filter(({ label }) => contains(label, text)).map(({ to, label, icon: Icon }) => ({
    key: to,
    place: { to },
    icon: <Icon size={16} />,
    label,
  }));
}

function searchFor(q: string): Choice {
  return {
    key: "search",
    place: linkOptions({ to: "/search", search: { q } }),
    icon: <IconSearch size={16} />,
    label: `Everything with “${q}”`,
  };
}

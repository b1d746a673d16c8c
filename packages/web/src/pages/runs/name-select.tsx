import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQueries } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { namesQuery } from "../../api/run-queries.ts";
import { containing } from "../../parts/containing.ts";
import { partsOf } from "./columns.ts";
import { useWanted } from "./use-wanted.ts";

const PAUSE_MS = 150;
const SHOWN = 50;
const TITLES = { metrics: "Metrics", params: "Params", tags: "Tags" } as const;

interface NameSelectProps {
  readonly label: string;
  readonly placeholder: string;
  readonly icon?: ReactNode;
  readonly spaces: readonly (keyof typeof TITLES)[];
  /** Offered besides the names that the server finds. */
  readonly more?: readonly string[];
  readonly value: string | undefined;
  readonly onChange: (column: string | undefined) => void;
}

/** Chooses one metric, param or tag among all names that there are. */
export function NameSelect({
  label,
  placeholder,
  icon,
  spaces,
  more = [],
  value,
  onChange,
}: NameSelectProps) {
  const [typed, setTyped] = useState("");
  const wanted = useWanted();
  const isChosen = value !== undefined && typed === partsOf(value).name;
  const words = isChosen ? "" : typed.trim();
  const { found, isReading } = useFound(spaces, words, wanted.isWanted);
  const others = containing(words, more).map(optionOf);
  const options = [...(others.length > 0 ? [{ group: "Properties", items: others }] : []), ...found];
  const isThere =
    value === undefined || options.some(({ items }) => items.some((item) => item.value === value));
  return (
    <Select
      size="xs"
      w={190}
      aria-label={label}
      placeholder={placeholder}
      leftSection={icon}
      searchable
      clearable
      clearButtonProps={{ "aria-label": `No ${label.toLowerCase()}` }}
      data={isThere ? options : [...options, { group: "Chosen", items: [optionOf(value)] }]}
      value={value ?? null}
      onChange={(column) => onChange(column ?? undefined)}
      onSearchChange={setTyped}
      {...wanted.props}
      // The server has searched already.
      filter={({ options: all }) => all}
      nothingFoundMessage={isReading ? "Reading the names …" : "No such name"}
    />
  );
}

/**
 * The names in some spaces that contain a text, in groups; not asked for before somebody wants to see them. Of those that the
 * answer before named, the ones that contain it are there at once.
 */
function useFound(spaces: NameSelectProps["spaces"], words: string, isWanted: boolean) {
  const [q] = useDebouncedValue(words, PAUSE_MS);
  const answers = useQueries({
    queries: spaces.map((space) => ({ ...namesQuery(space, q, SHOWN), enabled: isWanted })),
  });
  const found = spaces.map((space, index) => ({
    group: TITLES[space],
    items: containing(words, answers[index]?.data?.items).map((name) => optionOf(`${space}.${name}`)),
  }));
  return { found, isReading: q !== words || answers.some(({ isFetching }) => isFetching) };
}

function optionOf(column: string): { readonly value: string; readonly label: string } {
  return { value: column, label: partsOf(column).name };
}

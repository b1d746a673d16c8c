import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { searchQuery } from "../../api/queries.ts";
import { runsQuery } from "../../api/run-queries.ts";
import { titleOf } from "../../parts/title-of.ts";
import type { CompareSearch } from "./search.ts";

const PAUSE_MS = 200;
const SUGGESTIONS = 30;

interface AddRunProps {
  readonly ids: readonly string[];
  readonly onChange: (some: Partial<CompareSearch>) => void;
}

/** Finds a run by its name or id and adds it; the newest are suggested. */
export function AddRun({ ids, onChange }: AddRunProps) {
  const [words, setWords] = useState("");
  const [said] = useDebouncedValue(words.trim(), PAUSE_MS);
  const newest = useInfiniteQuery(runsQuery({ limit: SUGGESTIONS }));
  const found = useQuery({
    ...searchQuery(said, { kinds: ["Run"], limit: SUGGESTIONS }),
    enabled: said !== "",
  });
  const items =
    said === ""
      ? (newest.data?.pages[0]?.items ?? []).map((run) => ({ id: run.id, title: titleOf(run) }))
      : (found.data?.items ?? []);
  const data = items
    .filter(({ id }) => !ids.includes(id))
    .map(({ id, title }) => ({ value: id, label: title === "" ? id : title }));
  return (
    <Select
      aria-label="Add a run"
      placeholder="Add a run"
      size="sm"
      w={240}
      searchable
      value={null}
      searchValue={words}
      onSearchChange={setWords}
      data={data}
      filter={({ options }) => options}
      nothingFoundMessage={found.isFetching ? "Searching…" : "No other run has these words"}
      onChange={(id) => {
        if (id !== null) onChange({ runs: [...ids, id] });
        setWords("");
      }}
    />
  );
}

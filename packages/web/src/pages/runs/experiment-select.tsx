import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconFlask } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { someOfKindQuery } from "../../api/queries.ts";
import { experimentIn, withExperiment } from "./experiment-filter.ts";
import { useWanted } from "./use-wanted.ts";

const PAUSE_MS = 150;

interface ExperimentSelectProps {
  readonly filter: string | undefined;
  readonly onFilter: (filter: string | undefined) => void;
}

/** Chooses the experiment whose runs are shown: a condition of the filter like others. */
export function ExperimentSelect({ filter, onFilter }: ExperimentSelectProps) {
  const [q, setQ] = useState("");
  const chosen = experimentIn(filter);
  const [settled] = useDebouncedValue(q === nameIn(chosen) ? "" : q, PAUSE_MS);
  const wanted = useWanted();
  const { data = [], isFetching } = useQuery({
    ...someOfKindQuery("Experiment", settled),
    // The one that is chosen has a title too.
    enabled: wanted.isWanted || chosen !== null,
  });
  const options = data.map(({ id, title }) => ({ value: id, label: title }));
  const isThere = chosen === null || options.some(({ value }) => value === chosen);
  return (
    <Select
      aria-label="Experiment"
      placeholder="All experiments"
      leftSection={<IconFlask size={16} />}
      searchable
      clearable
      clearButtonProps={{ "aria-label": "All experiments" }}
      w={220}
      data={isThere ? options : [{ value: chosen, label: nameIn(chosen) }, ...options]}
      value={chosen}
      onChange={(id) => onFilter(withExperiment(filter, id))}
      onSearchChange={setQ}
      {...wanted.props}
      // The server has searched already, by words in any order.
      filter={({ options: found }) => found}
      nothingFoundMessage={isFetching ? "Reading the experiments …" : "No such experiment"}
    />
  );
}

function nameIn(id: string | null): string {
  return id?.replace(/^exp:/, "") ?? "";
}

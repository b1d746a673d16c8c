import { Pill } from "@mantine/core";
import type { CompareSearch } from "./search.ts";

interface ChosenRunsProps {
  readonly ids: readonly string[];
  readonly onChange: (some: Partial<CompareSearch>) => void;
}

/** The runs that an address names, each to be left out: for when they cannot be compared. */
export function ChosenRuns({ ids, onChange }: ChosenRunsProps) {
  return (
    <Pill.Group mt="sm">
      {ids.map((id) => (
        <Pill
          key={id}
          withRemoveButton
          removeButtonProps={{ "aria-label": `Leave out ${id}`, "aria-hidden": false, tabIndex: 0 }}
          onRemove={() => onChange({ runs: ids.filter((other) => other !== id) })}
        >
          {id}
        </Pill>
      ))}
    </Pill.Group>
  );
}

import { Select } from "@mantine/core";
import type { Dimension } from "./dimensions.ts";

interface DimensionSelectProps {
  readonly label: string;
  readonly dimensions: readonly Dimension[];
  readonly value: Dimension;
  readonly onChange: (key: string) => void;
}

/** Chooses a param or a metric. */
export function DimensionSelect({ label, dimensions, value, onChange }: DimensionSelectProps) {
  return (
    <Select
      label={label}
      size="xs"
      w={260}
      searchable
      allowDeselect={false}
      limit={200}
      data={dimensions.map(({ key }) => key)}
      value={value.key}
      onChange={(key) => key !== null && onChange(key)}
    />
  );
}

/** The dimension of a key, else the first that there is. */
export function chosenOf(dimensions: readonly Dimension[], key: string | undefined): Dimension | undefined {
  return dimensions.find((dimension) => dimension.key === key) ?? dimensions[0];
}

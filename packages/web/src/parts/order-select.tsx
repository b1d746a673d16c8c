import { NativeSelect } from "@mantine/core";

interface OrderSelectProps {
  readonly order: "name" | undefined;
  /** What the order is called that a list has by itself. */
  readonly otherwise: string;
  readonly onChange: (order: "name" | undefined) => void;
}

/** Chooses between the order of a list and that of its ids. */
export function OrderSelect({ order, otherwise, onChange }: OrderSelectProps) {
  return (
    <NativeSelect
      aria-label="Order"
      value={order ?? ""}
      onChange={({ currentTarget: { value } }) => onChange(value === "name" ? value : undefined)}
      data={[
        { value: "", label: otherwise },
        { value: "name", label: "By id" },
      ]}
    />
  );
}

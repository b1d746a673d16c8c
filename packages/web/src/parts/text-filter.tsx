import { CloseButton, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useTyped } from "./use-typed.ts";

interface TextFilterProps {
  readonly label: string;
  /** What keeps it in the address. */
  readonly parameter: "q" | "text";
}

/** A text that narrows a list. */
export function TextFilter({ label, parameter }: TextFilterProps) {
  const [text, type] = useTyped(parameter);
  return (
    <TextInput
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={16} />}
      rightSection={text !== "" && <CloseButton aria-label="Clear" size="sm" onClick={() => type("")} />}
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
      w={300}
      maw="100%"
    />
  );
}

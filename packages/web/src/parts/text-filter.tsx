import { CloseButton, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useTyped } from "./use-typed.ts";

interface TextFilterProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (text: string | undefined) => void;
}

/** A text that narrows a list, told on when whoever types pauses. */
export function TextFilter({ label, value, onChange }: TextFilterProps) {
  const [text, type] = useTyped(value, onChange);
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

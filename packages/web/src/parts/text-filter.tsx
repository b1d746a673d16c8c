import { CloseButton, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useState } from "react";

const PAUSE_MS = 250;

interface TextFilterProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (text: string | undefined) => void;
}

/** A text that narrows a list, told on when whoever types pauses. */
export function TextFilter({ label, value = "", onChange }: TextFilterProps) {
  const [text, setText] = useState(value);
  const tell = useDebouncedCallback((said: string) => onChange(said.trim() || undefined), PAUSE_MS);
  useEffect(() => setText(value), [value]);
  const type = (said: string): void => {
    setText(said);
    tell(said);
  };
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

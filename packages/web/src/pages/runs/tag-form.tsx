import { Button, Popover, Stack, Text, TextInput } from "@mantine/core";
import { IconTag } from "@tabler/icons-react";
import { useState } from "react";

interface TagFormProps {
  readonly count: number;
  readonly isBusy: boolean;
  /** Gives the chosen runs a tag, or takes it away for null; whether that was done. */
  readonly onTag: (name: string, value: string | null) => Promise<boolean>;
}

/** A button with a form that tags the chosen runs. */
export function TagForm({ count, isBusy, onTag }: TagFormProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [name, setName] = useState("");
  const [value, setValue] = useState("");
  const key = name.trim();
  const tag = async (to: string | null): Promise<void> => {
    if (key !== "" && (await onTag(key, to))) setIsOpen(false);
  };
  return (
    <Popover opened={isOpen} onChange={setIsOpen} trapFocus returnFocus shadow="md" withinPortal={false}>
      <Popover.Target>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconTag size={16} />}
          onClick={() => setIsOpen(!isOpen)}
        >
          Tag
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Tag the chosen runs">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void tag(value);
          }}
        >
          <Stack gap="xs">
            <TextInput
              data-autofocus
              size="xs"
              label="Name"
              maxLength={250}
              value={name}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
            />
            <TextInput
              size="xs"
              label="Value"
              value={value}
              onChange={({ currentTarget }) => setValue(currentTarget.value)}
            />
            <Button type="submit" size="xs" disabled={key === ""} loading={isBusy}>
              Set on {count.toLocaleString("en")}
            </Button>
            <Button
              size="compact-xs"
              variant="subtle"
              color="gray"
              disabled={key === "" || isBusy}
              onClick={() => void tag(null)}
            >
              Remove this tag
            </Button>
            <Text size="xs" c="dimmed">
              The history keeps what was there before.
            </Text>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}

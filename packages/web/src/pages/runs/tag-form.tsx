import { Button, Popover, Stack, Text, TextInput } from "@mantine/core";
import { IconTag } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { holdFocus } from "../../parts/hold-focus.ts";

interface Tag {
  readonly name: string;
  readonly value: string;
}

interface TagFormProps {
  readonly count: number;
  readonly isBusy: boolean;
  /** Gives the chosen runs a tag, or takes it away for null; whether that was done. */
  readonly onTag: (name: string, value: string | null) => Promise<boolean>;
}

/** A button with a form that tags the chosen runs. */
export function TagForm({ onTag, ...rest }: TagFormProps) {
  const [isOpen, setIsOpen] = useState(false);
  const apply: TagFormProps["onTag"] = async (name, value) => {
    const isDone = await onTag(name, value);
    if (isDone) setIsOpen(false);
    return isDone;
  };
  return (
    <Popover
      opened={isOpen}
      onChange={setIsOpen}
      trapFocus
      transitionProps={{ duration: 0 }}
      shadow="md"
      withinPortal={false}
    >
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
        <Form onTag={apply} {...rest} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Form({ count, isBusy, onTag }: TagFormProps) {
  const [tag, setTag] = useState<Tag>({ name: "", value: "" });
  const name = tag.name.trim();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name !== "") void onTag(name, tag.value);
  };
  return (
    <form ref={holdFocus} onSubmit={submit}>
      <Stack gap="xs">
        <Fields tag={tag} onChange={setTag} />
        <Button type="submit" size="xs" disabled={name === ""} loading={isBusy}>
          Set on {count.toLocaleString("en")}
        </Button>
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          disabled={name === "" || isBusy}
          onClick={() => void onTag(name, null)}
        >
          Remove this tag
        </Button>
        <Text size="xs" c="dimmed">
          The history keeps what was there before.
        </Text>
      </Stack>
    </form>
  );
}

function Fields({ tag, onChange }: { tag: Tag; onChange: (tag: Tag) => void }) {
  return (
    <>
      <TextInput
        data-autofocus
        size="xs"
        label="Name"
        maxLength={250}
        value={tag.name}
        onChange={({ currentTarget }) => onChange({ ...tag, name: currentTarget.value })}
      />
      <TextInput
        size="xs"
        label="Value"
        value={tag.value}
        onChange={({ currentTarget }) => onChange({ ...tag, value: currentTarget.value })}
      />
    </>
  );
}

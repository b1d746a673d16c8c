import { ActionIcon, Anchor, Button, Group, Popover, Stack, Text, TextInput } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { IconBookmark, IconTrash } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { holdFocus } from "../../parts/hold-focus.ts";
import { CopyText } from "../../parts/id.tsx";
import type { RunsSearch } from "./search.ts";

interface View {
  readonly name: string;
  readonly search: RunsSearch;
}

/** Views that were given a name, kept in this browser; others get one by its link. */
export function Views({ search }: { search: RunsSearch }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover
      opened={isOpen}
      onChange={setIsOpen}
      position="bottom-end"
      width={320}
      shadow="md"
      trapFocus
      transitionProps={{ duration: 0 }}
      withinPortal={false}
    >
      <Popover.Target>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconBookmark size={16} />}
          onClick={() => setIsOpen(!isOpen)}
        >
          Views
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Saved views">
        <SavedViews search={search} onOpen={() => setIsOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

function SavedViews({ search, onOpen }: { search: RunsSearch; onOpen: () => void }) {
  const { views, save, forget } = useViews();
  return (
    <Stack gap="xs" ref={holdFocus}>
      {views.length === 0 && (
        <Text size="sm" c="dimmed">
          A view is the filter, the order and the columns of now. Give it a name to find it again.
        </Text>
      )}
      {views.map((view) => (
        <ViewLine key={view.name} view={view} onOpen={onOpen} onForget={() => forget(view)} />
      ))}
      <NameForm onName={(name) => save({ name, search })} />
      <Group gap={4} wrap="nowrap">
        <Text size="xs" c="dimmed">
          The address of this page is the view: send it to others.
        </Text>
        <CopyText text={location.href} what="link" />
      </Group>
    </Stack>
  );
}

/** The views of this browser, by name. */
function useViews() {
  const [views, setViews] = useLocalStorage<readonly View[]>({
    key: "begat.runs.views",
    defaultValue: [],
    deserialize: readViews,
  });
  const save = (view: View): void => {
    const others = views.filter(({ name }) => name !== view.name);
    setViews([...others, view].sort((a, b) => a.name.localeCompare(b.name)));
  };
  const forget = (view: View): void => setViews(views.filter((other) => other !== view));
  return { views, save, forget };
}

interface ViewLineProps {
  readonly view: View;
  readonly onOpen: () => void;
  readonly onForget: () => void;
}

function ViewLine({ view: { name, search }, onOpen, onForget }: ViewLineProps) {
  return (
    <Group justify="space-between" wrap="nowrap" gap="xs">
      <Anchor
        size="sm"
        truncate
        onClick={onOpen}
        renderRoot={(props) => <Link to="/runs" search={search} {...props} />}
      >
        {name}
      </Anchor>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        aria-label={`Forget the view ${name}`}
        onClick={onForget}
      >
        <IconTrash size={14} />
      </ActionIcon>
    </Group>
  );
}

/** Gives the view of now a name. */
function NameForm({ onName }: { onName: (name: string) => void }) {
  const [typed, setTyped] = useState("");
  const name = typed.trim();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name === "") return;
        onName(name);
        setTyped("");
      }}
    >
      <Group gap="xs" wrap="nowrap" align="flex-end">
        <TextInput
          data-autofocus
          size="xs"
          label="Name of this view"
          value={typed}
          maxLength={100}
          style={{ flex: 1 }}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <Button type="submit" size="xs" disabled={name === ""}>
          Save
        </Button>
      </Group>
    </form>
  );
}

/** What is stored, as far as it is a list of views. */
function readViews(text: string | undefined): readonly View[] {
  try {
    const stored: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(stored) ? stored.filter(isView) : [];
  } catch {
    return [];
  }
}

function isView(value: unknown): value is View {
  const { name, search } = (value ?? {}) as Partial<View>;
  return typeof name === "string" && typeof search === "object" && search !== null;
}

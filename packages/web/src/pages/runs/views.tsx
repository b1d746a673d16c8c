import { ActionIcon, Anchor, Button, Group, Popover, Stack, Text, TextInput } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { IconBookmark, IconTrash } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { CopyText } from "../../parts/id.tsx";
import type { RunsSearch } from "./search.ts";

interface View {
  readonly name: string;
  readonly search: RunsSearch;
}

/** Views that were given a name, kept in this browser; others get one by its link. */
export function Views({ search }: { search: RunsSearch }) {
  const [views, setViews] = useLocalStorage<readonly View[]>({
    key: "begat.runs.views",
    defaultValue: [],
    deserialize: readViews,
  });
  const [name, setName] = useState("");
  const save = (): void => {
    const key = name.trim();
    if (key === "") return;
    const others = views.filter((view) => view.name !== key);
    setViews([...others, { name: key, search }].sort((a, b) => a.name.localeCompare(b.name)));
    setName("");
  };
  return (
    <Popover position="bottom-end" width={320} shadow="md" trapFocus returnFocus withinPortal={false}>
      <Popover.Target>
        <Button variant="default" size="xs" leftSection={<IconBookmark size={16} />}>
          Views
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Saved views">
        <Stack gap="xs">
          {views.length === 0 && (
            <Text size="sm" c="dimmed">
              A view is the filter, the order and the columns of now. Give it a name to find it again.
            </Text>
          )}
          {views.map((view) => (
            <Group key={view.name} justify="space-between" wrap="nowrap" gap="xs">
              <Anchor
                size="sm"
                truncate
                renderRoot={(props) => <Link to="/runs" search={view.search} {...props} />}
              >
                {view.name}
              </Anchor>
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                aria-label={`Forget the view ${view.name}`}
                onClick={() => setViews(views.filter((other) => other !== view))}
              >
                <IconTrash size={14} />
              </ActionIcon>
            </Group>
          ))}
          <form
            onSubmit={(event) => {
              event.preventDefault();
              save();
            }}
          >
            <Group gap="xs" wrap="nowrap" align="flex-end">
              <TextInput
                data-autofocus
                size="xs"
                label="Name of this view"
                value={name}
                maxLength={100}
                style={{ flex: 1 }}
                onChange={({ currentTarget }) => setName(currentTarget.value)}
              />
              <Button type="submit" size="xs" disabled={name.trim() === ""}>
                Save
              </Button>
            </Group>
          </form>
          <Group gap={4}>
            <Text size="xs" c="dimmed">
              The address of this page is the view: send it to others.
            </Text>
            <CopyText text={location.href} what="link" />
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
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

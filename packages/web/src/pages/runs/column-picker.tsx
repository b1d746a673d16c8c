import { canBeColumn } from "@begat/core";
import { Button, Checkbox, Group, Popover, ScrollArea, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconColumns3, IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { namesQuery } from "../../api/run-queries.ts";
import { Breakable } from "../../parts/breakable.tsx";
import { containing } from "../../parts/containing.ts";
import { holdFocus } from "../../parts/hold-focus.ts";
import { partsOf } from "./columns.ts";

const PAUSE_MS = 150;
const SHOWN = 50;
/** As many as the server gives of each run. */
const MOST = 100;
const SPACES = [
  ["metrics", "Metrics"],
  ["params", "Params"],
  ["tags", "Tags"],
] as const;

interface ColumnsProps {
  readonly columns: readonly string[];
  /** Undefined for those that the page would choose itself. */
  readonly onColumns: (columns: readonly string[] | undefined) => void;
}

interface ColumnPickerProps extends ColumnsProps {
  /** Whether it is not known yet which ones are shown. */
  readonly isUnknown: boolean;
}

/** Chooses the columns of the table among all names that there are. */
export function ColumnPicker({ columns, isUnknown, onColumns }: ColumnPickerProps) {
  const [q, setQ] = useState("");
  return (
    <Popover
      position="bottom-start"
      width={340}
      shadow="md"
      trapFocus
      transitionProps={{ duration: 0 }}
      withinPortal={false}
    >
      <Popover.Target>
        <Button variant="default" size="xs" disabled={isUnknown} leftSection={<IconColumns3 size={16} />}>
          {isUnknown ? "Columns" : `Columns (${columns.length})`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Columns">
        <Choice {...{ q, columns, onColumns }} onQ={setQ} />
      </Popover.Dropdown>
    </Popover>
  );
}

interface ChoiceProps extends ColumnsProps {
  /** What is searched for; it stays while nothing is being chosen. */
  readonly q: string;
  readonly onQ: (q: string) => void;
}

function Choice({ q, onQ, columns, onColumns }: ChoiceProps) {
  const words = q.trim();
  return (
    <div ref={holdFocus}>
      <TextInput
        data-autofocus
        size="xs"
        aria-label="Search columns"
        placeholder="Search metrics, params and tags"
        leftSection={<IconSearch size={14} />}
        value={q}
        onChange={({ currentTarget }) => onQ(currentTarget.value)}
      />
      <ScrollArea.Autosize mah={360} mt="xs" viewportProps={{ tabIndex: 0 }}>
        <Stack gap="sm">
          {words === "" && columns.length > 0 && (
            <Names title="Shown" all={columns} columns={columns} onColumns={onColumns} withSpace />
          )}
          {SPACES.map(([space, title]) => (
            <Found key={space} {...{ space, title, columns, onColumns, words }} />
          ))}
        </Stack>
      </ScrollArea.Autosize>
      <Group justify="flex-end" mt="xs">
        <Button size="compact-xs" variant="subtle" onClick={() => onColumns(undefined)}>
          Reset
        </Button>
      </Group>
    </div>
  );
}

interface FoundProps extends ColumnsProps {
  readonly space: (typeof SPACES)[number][0];
  readonly title: string;
  readonly words: string;
}

function Found({ space, title, words, columns, onColumns }: FoundProps) {
  const [q] = useDebouncedValue(words, PAUSE_MS);
  const { data, error } = useQuery(namesQuery(space, q, SHOWN));
  if (error !== null)
    return (
      <Text size="xs" c="red" role="alert">
        {title} could not be read: {error.message}
      </Text>
    );
  const all = containing(words, data?.items)
    .map((name) => `${space}.${name}`)
    .filter(canBeColumn);
  if (all.length === 0) return null;
  const left = data?.truncated === true ? "There are more: type a part of the name." : undefined;
  return <Names {...{ title, all, columns, onColumns, left }} />;
}

interface NamesProps extends ColumnsProps {
  readonly title: string;
  readonly all: readonly string[];
  readonly left?: string | undefined;
  readonly withSpace?: boolean;
}

function Names({ title, all, columns, onColumns, left, withSpace = false }: NamesProps) {
  const id = useId();
  const toggle = (column: string): void =>
    onColumns(columns.includes(column) ? columns.filter((one) => one !== column) : [...columns, column]);
  return (
    <Stack gap={8} role="group" aria-labelledby={id}>
      <Text id={id} size="xs" fw={600} c="dimmed">
        {title}
      </Text>
      {all.map((column) => (
        <Checkbox
          key={column}
          size="xs"
          label={<Breakable name={withSpace ? column : partsOf(column).name} />}
          checked={columns.includes(column)}
          disabled={columns.length >= MOST && !columns.includes(column)}
          onChange={() => toggle(column)}
          styles={{ label: { overflowWrap: "anywhere" } }}
        />
      ))}
      {left !== undefined && (
        <Text size="xs" c="dimmed">
          {left}
        </Text>
      )}
    </Stack>
  );
}

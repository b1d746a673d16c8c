import { BegatError } from "@begat/client/browser";
import {
  ActionIcon,
  Code,
  Combobox,
  type ComboboxStore,
  Text,
  TextInput,
  type TextInputProps,
  useCombobox,
} from "@mantine/core";
import { IconFilter, IconX } from "@tabler/icons-react";
import { type ChangeEvent, type RefAttributes, useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { textIn } from "../../app/search-params.ts";
import { useTold } from "../../parts/use-told.ts";
import { complete, placeAt } from "./completion.ts";
import type { Suggestion } from "./filter-words.ts";
import classes from "./runs.module.css";
import { useSuggestions } from "./use-suggestions.ts";

interface FilterBarProps {
  readonly filter: string | undefined;
  readonly onFilter: (filter: string | undefined) => void;
  /** What the server has against the filter or the order. */
  readonly error: Error | null;
}

/** Where a filter is written, with what may come next, and what is wrong with it at its character. */
export function FilterBar({ filter = "", onFilter, error }: FilterBarProps) {
  const typing = useTyping(filter);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const errorId = useId();
  const apply = (to: string): void => {
    combobox.closeDropdown();
    const applied = to.trim();
    typing.put(applied);
    onFilter(applied === "" ? undefined : applied);
  };
  return (
    <form
      aria-label="Filter the runs"
      className={classes.filter}
      onSubmit={(event) => {
        event.preventDefault();
        apply(typing.text);
      }}
    >
      <FilterField {...{ typing, combobox }} {...(error !== null && { errorId })} onClear={() => apply("")} />
      {error !== null && <FilterError id={errorId} error={error} />}
    </form>
  );
}

interface FilterFieldProps extends ClearProps {
  readonly typing: ReturnType<typeof useTyping>;
  readonly combobox: ComboboxStore;
  /** Where it is said what is wrong with the filter, if something is. */
  readonly errorId?: string;
}

/** The text of a filter, and under it what may come next. */
function FilterField({ typing, combobox, errorId, onClear }: FilterFieldProps) {
  const { text, place, input, write, follow, take } = typing;
  const suggestions = useSuggestions(place, combobox.dropdownOpened);
  const choose = (suggestion: string): void => {
    take(suggestion);
    combobox.resetSelectedOption();
  };
  return (
    <Combobox store={combobox} onOptionSubmit={choose} withinPortal={false} shadow="md">
      <Combobox.Target withExpandedAttribute>
        <FilterInput
          ref={input}
          value={text}
          {...(errorId !== undefined && { "aria-describedby": errorId, error: true })}
          onClear={onClear}
          onChange={(event) => {
            write(event);
            combobox.openDropdown();
            combobox.resetSelectedOption();
          }}
          onSelect={follow}
          onClick={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Suggestions suggestions={suggestions} />
    </Combobox>
  );
}

/** The text of a filter; what the combobox hands to its target goes to the field. */
function FilterInput({ onClear, ...its }: TextInputProps & RefAttributes<HTMLInputElement> & ClearProps) {
  return (
    <TextInput
      aria-label="Filter"
      aria-invalid={its.error === true}
      autoComplete="off"
      spellCheck={false}
      placeholder="metrics.auc > 0.9 AND tags.team = 'risk'"
      leftSection={<IconFilter size={16} />}
      rightSection={its.value === "" ? null : <ClearButton onClear={onClear} />}
      {...its}
    />
  );
}

type Typed = Pick<ChangeEvent<HTMLInputElement>, "currentTarget">;

/** What is typed and where the caret stands in it; a filter that is applied elsewhere takes its place. */
function useTyping(filter: string) {
  const [text, setText] = useState(filter);
  const [caret, setCaret] = useState(filter.length);
  const input = useRef<HTMLInputElement>(null);
  const place = placeAt(text, caret);
  const set = (to: string): void => {
    setText(to);
    setCaret(to.length);
  };
  const note = useTold((address) => textIn(address, "filter") ?? "", set);
  /** What is applied here: what is typed before the address says so stays behind it. */
  const put = (applied: string): void => {
    note(applied);
    set(applied);
  };
  const follow = ({ currentTarget }: Typed): void =>
    setCaret(currentTarget.selectionStart ?? currentTarget.value.length);
  const write = (event: Typed): void => {
    setText(event.currentTarget.value);
    follow(event);
  };
  const take = (suggestion: string): void => {
    const next = complete(text, caret, place, suggestion);
    // In the same turn: a caret that moves later moves under what is typed meanwhile.
    flushSync(() => {
      setText(next.text);
      setCaret(next.caret);
    });
    input.current?.setSelectionRange(next.caret, next.caret);
  };
  return { text, place, input, write, follow, take, put };
}

interface ClearProps {
  readonly onClear: () => void;
}

function ClearButton({ onClear }: ClearProps) {
  return (
    <ActionIcon variant="subtle" color="gray" aria-label="Clear the filter" onClick={onClear}>
      <IconX size={16} />
    </ActionIcon>
  );
}

function Suggestions({ suggestions }: { suggestions: readonly Suggestion[] }) {
  return (
    <Combobox.Dropdown hidden={suggestions.length === 0}>
      <Combobox.Options mah={300} className={classes.options} aria-label="What may come next">
        {suggestions.map(({ text, about }) => (
          <Combobox.Option key={text} value={text}>
            <span className={classes.option}>
              <span className={classes.code}>{text}</span>
              {about !== undefined && (
                <Text span size="xs" c="dimmed" truncate>
                  {about}
                </Text>
              )}
            </span>
          </Combobox.Option>
        ))}
      </Combobox.Options>
    </Combobox.Dropdown>
  );
}

function FilterError({ id, error }: { id: string; error: Error }) {
  const pointer = pointerOf(error);
  return (
    <div role="alert" id={id} className={classes.filterError}>
      <Text size="sm">{error.message}</Text>
      {pointer !== undefined && <Code block>{pointer}</Code>}
    </div>
  );
}

/** The text with a caret under the character at which an error is. */
function pointerOf(error: Error): string | undefined {
  const pointer = error instanceof BegatError ? error.details.pointer : undefined;
  return typeof pointer === "string" ? pointer : undefined;
}

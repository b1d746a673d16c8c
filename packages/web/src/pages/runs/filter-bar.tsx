import { BegatError } from "@begat/client/browser";
import { ActionIcon, Code, Combobox, Text, TextInput, useCombobox } from "@mantine/core";
import { IconFilter, IconX } from "@tabler/icons-react";
import { useEffect, useId, useRef, useState } from "react";
import { complete, placeAt } from "./completion.ts";
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
  const [text, setText] = useState(filter);
  const [caret, setCaret] = useState(filter.length);
  const input = useRef<HTMLInputElement>(null);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const place = placeAt(text, caret);
  const suggestions = useSuggestions(place, combobox.dropdownOpened);
  const errorId = useId();
  useEffect(() => {
    setText(filter);
    setCaret(filter.length);
  }, [filter]);

  const apply = (to: string): void => {
    combobox.closeDropdown();
    onFilter(to.trim() === "" ? undefined : to.trim());
  };
  const take = (suggestion: string): void => {
    const next = complete(text, caret, place, suggestion);
    setText(next.text);
    setCaret(next.caret);
    combobox.resetSelectedOption();
    requestAnimationFrame(() => input.current?.setSelectionRange(next.caret, next.caret));
  };
  const follow = ({ currentTarget }: { readonly currentTarget: HTMLInputElement }): void =>
    setCaret(currentTarget.selectionStart ?? currentTarget.value.length);

  return (
    <form
      aria-label="Filter the runs"
      className={classes.filter}
      onSubmit={(event) => {
        event.preventDefault();
        apply(text);
      }}
    >
      <Combobox store={combobox} onOptionSubmit={take} withinPortal={false} shadow="md">
        <Combobox.Target>
          <TextInput
            ref={input}
            role="combobox"
            aria-label="Filter"
            aria-invalid={error !== null}
            {...(error !== null && { "aria-describedby": errorId })}
            autoComplete="off"
            spellCheck={false}
            placeholder="metrics.auc > 0.9 AND tags.team = 'risk'"
            value={text}
            error={error !== null}
            leftSection={<IconFilter size={16} />}
            rightSection={
              text === "" ? null : (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label="Clear the filter"
                  onClick={() => apply("")}
                >
                  <IconX size={16} />
                </ActionIcon>
              )
            }
            onChange={(event) => {
              setText(event.currentTarget.value);
              follow(event);
              combobox.openDropdown();
              combobox.resetSelectedOption();
            }}
            onSelect={follow}
            onClick={() => combobox.openDropdown()}
            onBlur={() => combobox.closeDropdown()}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={suggestions.length === 0}>
          <Combobox.Options mah={300} className={classes.options} aria-label="What may come next">
            {suggestions.map(({ text: option, about }) => (
              <Combobox.Option key={option} value={option}>
                <span className={classes.option}>
                  <span className={classes.code}>{option}</span>
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
      </Combobox>
      {error !== null && (
        <div role="alert" id={errorId} className={classes.filterError}>
          <Text size="sm">{error.message}</Text>
          {pointerOf(error) !== undefined && <Code block>{pointerOf(error)}</Code>}
        </div>
      )}
    </form>
  );
}

/** The text with a caret under the character at which an error is. */
function pointerOf(error: Error): string | undefined {
  const pointer = error instanceof BegatError ? error.details.pointer : undefined;
  return typeof pointer === "string" ? pointer : undefined;
}

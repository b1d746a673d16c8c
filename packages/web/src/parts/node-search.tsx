import { kindIn } from "@begat/core";
import { Combobox, type ComboboxStore, Loader, TextInput, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useEffectEvent, useState } from "react";
import { searchQuery } from "../api/queries.ts";
import { focusOn } from "./focus-on.ts";
import { HitTitle } from "./hit-title.tsx";
import { KindIcon } from "./kind-icon.tsx";
import classes from "./parts.module.css";

const QUIET_MS = 150;
const HITS = 12;

interface NodeSearchProps {
  /** What is looked for: "Path to". */
  readonly label: string;
  readonly placeholder?: string;
  readonly size?: "xs" | "sm";
  /** Whether the page begins in it, as one does that is there to choose. */
  readonly hasFocus?: boolean;
  readonly onChoose: (id: string) => void;
}

/** Finds a node of any kind by words, and takes an id that is typed or pasted as it is. */
export function NodeSearch({ label, placeholder, size = "sm", hasFocus, onChoose }: NodeSearchProps) {
  const [text, setText] = useState("");
  const box = useCombobox();
  const typed = text.trim();
  const { options, nothing, isFetching, isPending } = useFound(typed, box);
  const choose = (id: string): void => {
    setText("");
    early.forget();
    box.closeDropdown();
    onChoose(id);
  };
  const early = useEarlyEnter(isPending, options[0]?.id, choose);
  return (
    <Combobox store={box} onOptionSubmit={choose} withinPortal>
      <Combobox.Target withKeyboardNavigation={!isPending}>
        <TextInput
          ref={hasFocus ? focusOn : undefined}
          aria-label={label}
          placeholder={placeholder ?? label}
          size={size}
          value={text}
          leftSection={isFetching ? <Loader size={14} /> : <IconSearch size={14} />}
          onChange={({ currentTarget }) => {
            setText(currentTarget.value);
            early.forget();
            box.openDropdown();
          }}
          onKeyDown={early.onKeyDown}
          onFocus={() => text !== "" && box.openDropdown()}
          onBlur={() => box.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={typed === ""}>
        <Options {...{ label, options, nothing }} />
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** What is found for what was typed; an id as it is, though nothing is known of it. Its best is marked, whenever it comes. */
function useFound(typed: string, box: ComboboxStore) {
  const [words] = useDebouncedValue(typed, QUIET_MS);
  const query = useQuery({ ...searchQuery(words, { limit: HITS }), enabled: words !== "" });
  const hits = words === "" ? [] : (query.data?.items ?? []);
  const isId = kindIn(typed) !== undefined && hits.every(({ id }) => id !== typed);
  const options = isId ? [{ id: typed, title: typed }, ...hits] : hits;
  const isNothing = options.length === 0 && words !== "" && !query.isFetching;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each thing that is found or typed
  useEffect(() => void box.selectFirstOption(), [query.data, typed]);
  return {
    options,
    /** Why there is none of it. */
    nothing: isNothing ? (query.error?.message ?? `Nothing has “${words.slice(0, 60)}”`) : undefined,
    isFetching: query.isFetching,
    /** Whether what was found is for another text. */
    isPending: !isId && typed !== "" && (typed !== words || query.isLoading || query.isPlaceholderData),
  };
}

/** Enter that comes before what it is for: the best is chosen once it is found. */
function useEarlyEnter(isPending: boolean, best: string | undefined, choose: (id: string) => void) {
  const [isEntered, setIsEntered] = useState(false);
  const chooseBest = useEffectEvent(() => {
    if (best !== undefined && isEntered) choose(best);
  });
  useEffect(() => {
    if (!isPending) chooseBest();
  }, [isPending]);
  return {
    onKeyDown: ({ key, nativeEvent }: KeyboardEvent): void => {
      if (key === "Enter" && !nativeEvent.isComposing && isPending) setIsEntered(true);
    },
    /** Told that something else was typed, or was chosen. */
    forget: () => setIsEntered(false),
  };
}

interface OptionsProps extends Pick<ReturnType<typeof useFound>, "options" | "nothing"> {
  readonly label: string;
}

function Options({ label, options, nothing }: OptionsProps) {
  return (
    <Combobox.Options aria-label={label} className={classes.options ?? ""}>
      {options.map(({ id, title }) => (
        <Combobox.Option key={id} value={id} className={classes.option ?? ""}>
          <KindOf id={id} />
          <HitTitle hit={{ id, title }} />
        </Combobox.Option>
      ))}
      {nothing !== undefined && <Combobox.Empty>{nothing}</Combobox.Empty>}
    </Combobox.Options>
  );
}

function KindOf({ id }: { id: string }) {
  const kind = kindIn(id);
  return kind === undefined ? null : <KindIcon kind={kind} />;
}

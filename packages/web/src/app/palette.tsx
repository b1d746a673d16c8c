import { Modal, Text, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useId, useState } from "react";
import { holdFocus } from "../parts/hold-focus.ts";
import classes from "./palette.module.css";
import { type Choice, type ChoiceGroup, useChoices } from "./palette-choices.tsx";

interface PaletteProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Finds any node by id, name, alias or text while it is typed, and goes to it or to a page. */
export function Palette({ isOpen, onClose }: PaletteProps) {
  return (
    <Modal.Root
      opened={isOpen}
      onClose={onClose}
      size="lg"
      yOffset="10dvh"
      transitionProps={{ duration: 0 }}
      returnFocus={false}
    >
      <Modal.Overlay />
      <Modal.Content aria-label="Find anything">
        <Finder onDone={onClose} />
      </Modal.Content>
    </Modal.Root>
  );
}

function Finder({ onDone }: { onDone: () => void }) {
  const list = useId();
  const idOf = ({ key }: Choice): string => `${list}${key}`;
  const { text, type, groups, current, move, go } = useFinder(idOf, onDone);
  return (
    <div ref={holdFocus}>
      <TextInput
        data-autofocus
        variant="unstyled"
        size="md"
        className={classes.input}
        leftSection={<IconSearch size={18} />}
        placeholder="An id, a name, s3://…, or words"
        role="combobox"
        aria-label="Find anything"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={current && idOf(current)}
        value={text}
        onChange={({ currentTarget }) => type(currentTarget.value)}
        onKeyDown={move}
      />
      <div id={list} role="listbox" aria-label="What it leads to" className={classes.list}>
        {groups.map((group) => (
          <Group key={group.label} group={group} current={current} idOf={idOf} onChoose={go} />
        ))}
      </div>
      <Text size="xs" c="dimmed" className={classes.footer}>
        ↑ ↓ to choose, Enter to go, Esc to close
      </Text>
    </div>
  );
}

/** What is typed, what it leads to, and which of that the keys are at: the arrows go to another one, Enter goes there. */
function useFinder(idOf: (choice: Choice) => string, onDone: () => void) {
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  const navigate = useNavigate();
  const groups = useChoices(text.trim());
  const choices = groups.flatMap((group) => group.choices);
  const current = choices[Math.min(active, choices.length - 1)];
  const type = (next: string): void => {
    setText(next);
    setActive(0);
  };
  const go = ({ place }: Choice): void => {
    onDone();
    void navigate(place);
  };
  const move = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const isEnter = event.key === "Enter" && !event.nativeEvent.isComposing;
    if (current === undefined || !(isEnter || step !== undefined)) return;
    // Else the key would press what gets the focus back.
    event.preventDefault();
    if (step === undefined) {
      go(current);
      return;
    }
    const next = (choices.indexOf(current) + step + choices.length) % choices.length;
    setActive(next);
    document.getElementById(idOf(choices[next] as Choice))?.scrollIntoView({ block: "nearest" });
  };
  return { text, type, groups, current, move, go };
}

interface GroupProps {
  readonly group: ChoiceGroup;
  readonly current: Choice | undefined;
  readonly idOf: (choice: Choice) => string;
  readonly onChoose: (choice: Choice) => void;
}

function Group({ group: { label, choices }, current, idOf, onChoose }: GroupProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of options is no set of fields
    <div role="group" aria-label={label}>
      <div className={classes.label} aria-hidden>
        {label}
      </div>
      {choices.map((choice) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the field has the focus and the keys
        <div
          key={choice.key}
          id={idOf(choice)}
          role="option"
          aria-selected={choice === current}
          className={classes.option}
          onClick={() => onChoose(choice)}
        >
          {choice.icon}
          {choice.label}
        </div>
      ))}
    </div>
  );
}

import type { NodeDetail } from "@begat/client/browser";
import { ActionIcon, Button, Group, Text, TextInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useMay } from "../../api/use-caller.ts";
import { useRunEdit } from "../../api/use-run-edit.ts";
import { Failure } from "../../parts/failure.tsx";
import { focusOn } from "../../parts/focus-on.ts";
import { KeyValues } from "../../parts/key-values.tsx";
import { Section } from "../../parts/section.tsx";
import { sortedTags } from "./own-words.ts";
import classes from "./run.module.css";

type TagText = readonly [name: string, value: string];
type Tag = readonly [name: string, value: string | number | boolean];

/** The tags of a run: to set, to change by setting them again, and to remove, which can be undone. */
export function Tags({ node }: { node: NodeDetail }) {
  const { own, system } = sortedTags(node);
  const mayWrite = useMay("write");
  const edit = useRunEdit(node.id);
  const [last, setLast] = useState<{ readonly tag: Tag; readonly isRemoved: boolean }>();
  const remove = (tag: Tag): void =>
    edit.mutate({ tags: { [tag[0]]: null } }, { onSuccess: () => setLast({ tag, isRemoved: true }) });
  const set = ([name, value]: Tag, done: () => void): void =>
    edit.mutate({ tags: { [name]: value } }, { onSuccess: done });
  const undo = (tag: Tag): void => set(tag, () => setLast({ tag, isRemoved: false }));
  return (
    <Section title={`Tags (${own.length})`}>
      <ul className={classes.list}>
        {(own as readonly Tag[]).map((tag) => (
          <OwnTag
            key={tag[0]}
            tag={tag}
            isBusy={edit.isPending}
            hasFocus={last?.isRemoved === false && last.tag[0] === tag[0]}
            {...(mayWrite && { onRemove: () => remove(tag) })}
          />
        ))}
      </ul>
      <div role="status">
        {last?.isRemoved && <Removed key={last.tag[0]} tag={last.tag} onUndo={() => undo(last.tag)} />}
      </div>
      {edit.error !== null && <Failure error={edit.error} what="The tags were not changed" />}
      {mayWrite && <NewTag set={set} isSaving={edit.isPending} />}
      {system.length > 0 && (
        <details className={classes.details}>
          <summary>{system.length === 1 ? "1 tag" : `${system.length} tags`} that MLflow set</summary>
          <KeyValues items={system.map(([name, value]) => [name, String(value)] as const)} />
        </details>
      )}
    </Section>
  );
}

interface OwnTagProps {
  readonly tag: Tag;
  readonly isBusy: boolean;
  /** Whether it has just come back. */
  readonly hasFocus: boolean;
  /** Left out where it may not be removed. */
  readonly onRemove?: () => void;
}

function OwnTag({ tag: [name, value], isBusy, hasFocus, onRemove }: OwnTagProps) {
  return (
    <li className={classes.tag}>
      <span>{name}</span>
      <span>{String(value)}</span>
      {onRemove !== undefined && (
        <ActionIcon
          ref={hasFocus ? focusOn : undefined}
          size="sm"
          variant="subtle"
          color="gray"
          aria-label={`Remove the tag ${name}`}
          disabled={isBusy}
          onClick={onRemove}
        >
          <IconX size={14} />
        </ActionIcon>
      )}
    </li>
  );
}

function Removed({ tag: [name, value], onUndo }: { tag: Tag; onUndo: () => void }) {
  return (
    <Group gap="xs" my={4}>
      <Text size="sm">
        Removed {name} = {String(value)}
      </Text>
      <Button ref={focusOn} size="compact-xs" variant="light" onClick={onUndo}>
        Undo
      </Button>
    </Group>
  );
}

const NO_TAG: TagText = ["", ""];

function NewTag({ set, isSaving }: { set: (tag: Tag, done: () => void) => void; isSaving: boolean }) {
  const [[name, value], setTag] = useState(NO_TAG);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    set([name.trim(), value], () => setTag(NO_TAG));
  };
  return (
    <form onSubmit={submit}>
      <Group gap={6} wrap="nowrap" mt="xs">
        <Fields tag={[name, value]} onTag={setTag} />
        <Button
          type="submit"
          size="xs"
          variant="default"
          flex="none"
          loading={isSaving}
          disabled={name.trim() === ""}
        >
          Set tag
        </Button>
      </Group>
    </form>
  );
}

function Fields({ tag: [name, value], onTag }: { tag: TagText; onTag: (tag: TagText) => void }) {
  return (
    <>
      <TextInput
        size="xs"
        aria-label="Name of the tag"
        placeholder="team"
        maxLength={250}
        required
        value={name}
        onChange={({ currentTarget }) => onTag([currentTarget.value, value])}
      />
      <TextInput
        size="xs"
        aria-label="Value of the tag"
        placeholder="risk"
        maxLength={5000}
        value={value}
        onChange={({ currentTarget }) => onTag([name, currentTarget.value])}
      />
    </>
  );
}

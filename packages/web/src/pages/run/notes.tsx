import type { NodeDetail } from "@begat/client/browser";
import { Alert, Button, Group, Text, Textarea } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useMay } from "../../api/use-caller.ts";
import { useRunEdit } from "../../api/use-run-edit.ts";
import { Failure } from "../../parts/failure.tsx";
import { Markdown } from "../../parts/markdown.tsx";
import { Section } from "../../parts/section.tsx";
import { useFocusBack } from "../../parts/use-focus-back.ts";
import { notesEdit, notesOf } from "./own-words.ts";

const MOST = 65_536;

interface NotesProps {
  readonly node: NodeDetail;
  readonly draft: string | undefined;
  readonly setDraft: (draft: string | undefined) => void;
}

/** The notes of a run, in Markdown, to read and to write. What is being written outlives whatever the ledger brings. */
export function Notes({ node, draft, setDraft }: NotesProps) {
  const notes = notesOf(node);
  const mayWrite = useMay("write");
  const pen = useRef<HTMLButtonElement>(null);
  useFocusBack(draft !== undefined, () => pen.current);
  if (draft !== undefined) return <Editor node={node} draft={draft} setDraft={setDraft} />;
  const write = (
    <Button
      ref={pen}
      size="compact-xs"
      variant="subtle"
      leftSection={<IconPencil size={14} />}
      onClick={() => setDraft(notes)}
    >
      {notes === "" ? "Write notes" : "Edit notes"}
    </Button>
  );
  return (
    <Section title="Notes" actions={mayWrite && write}>
      {notes === "" ? (
        <Text size="sm" c="dimmed">
          No notes yet{mayWrite && ": why this run, what it showed, what to try next"}.
        </Text>
      ) : (
        <Markdown text={notes} />
      )}
    </Section>
  );
}

function Editor({ node, draft, setDraft }: NotesProps & { readonly draft: string }) {
  const [before] = useState(notesOf(node));
  const edit = useRunEdit(node.id);
  const save = (): void => edit.mutate(notesEdit(node, draft), { onSuccess: () => setDraft(undefined) });
  return (
    <Section title="Notes">
      <Textarea
        aria-label="Notes in Markdown"
        description="Markdown. Ctrl+Enter saves."
        autosize
        minRows={4}
        maxRows={20}
        maxLength={MOST}
        data-autofocus
        autoFocus
        value={draft}
        onChange={({ currentTarget }) => setDraft(currentTarget.value)}
        onKeyDown={({ key, ctrlKey, metaKey }) => key === "Enter" && (ctrlKey || metaKey) && save()}
      />
      {notesOf(node) !== before && <ChangedMeanwhile notes={notesOf(node)} />}
      {edit.error !== null && <Failure error={edit.error} what="The notes were not saved" />}
      <Group gap="xs" my="xs">
        <Button size="xs" onClick={save} loading={edit.isPending}>
          Save notes
        </Button>
        <Button size="xs" variant="default" onClick={() => setDraft(undefined)}>
          Cancel
        </Button>
      </Group>
      {draft.trim() !== "" && <Preview draft={draft} />}
    </Section>
  );
}

/** The notes that somebody else wrote, which saving would replace. */
function ChangedMeanwhile({ notes }: { notes: string }) {
  return (
    <Alert
      color="yellow"
      variant="light"
      mt="xs"
      title="The notes were changed since you began"
      role="status"
    >
      <Markdown text={notes} />
      <Text size="sm">Saving puts yours in their place; the history keeps both.</Text>
    </Alert>
  );
}

function Preview({ draft }: { draft: string }) {
  return (
    <>
      <Text size="xs" c="dimmed">
        Preview
      </Text>
      <Markdown text={draft} />
    </>
  );
}

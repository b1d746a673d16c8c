import { type Checkpoint, verifyCheckpoint } from "@begat/core";
import { Group, Stack, Text, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { isBeginning, type Seal } from "../../api/proofs.ts";
import { BusyButton } from "../../parts/busy-button.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Snippet } from "../../parts/snippet.tsx";

/** The checkpoint and the key to keep elsewhere, and the check of one that was kept. */
export function SealDetails({ seal }: { seal: Seal }) {
  return (
    <Stack gap="md" w="100%">
      <Snippet
        label="Checkpoint of now; keep it where nobody who runs the server can change it"
        code={seal.note.trimEnd()}
      />
      <Snippet label="Key that it is signed with; the server has it in ledger.pub" code={seal.verifier} />
      <CompareOlder seal={seal} />
    </Stack>
  );
}

function CompareOlder({ seal }: { seal: Seal }) {
  const [text, setText] = useState("");
  const compare = useMutation({ mutationFn: (note: string) => compareWith(note, seal) });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    compare.mutate(`${text.trim()}\n`);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs" align="stretch">
        <Textarea
          label="Compare with a checkpoint that was kept"
          description="Paste it as it is, with its signature: it is checked that today's ledger begins with that one."
          autosize
          minRows={3}
          maxRows={8}
          spellCheck={false}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <Group>
          <BusyButton
            type="submit"
            size="xs"
            variant="default"
            isBusy={compare.isPending}
            disabled={text.trim() === ""}
          >
            Compare
          </BusyButton>
        </Group>
        {compare.error !== null && (
          <Failure error={compare.error} what="That is no checkpoint of this ledger" />
        )}
        <div role="status">{compare.data && <Outcome {...compare.data} />}</div>
      </Stack>
    </form>
  );
}

interface Compared {
  readonly older: Checkpoint;
  readonly newer: Checkpoint;
  readonly isGrown: boolean;
}

/** Which of the two is the older does not matter: the record may have been looked at since. */
async function compareWith(note: string, seal: Seal): Promise<Compared> {
  const older = await verifyCheckpoint(note, seal.verifier);
  return { older, newer: seal.checkpoint, isGrown: await isBeginning(older, seal.checkpoint) };
}

function Outcome({ older, newer, isGrown }: Compared) {
  const said = isGrown
    ? `The same ledger: its ${older.size} entries of then are the beginning of the ${newer.size} of now, unaltered.`
    : older.size > newer.size
      ? `Entries are missing: there were ${older.size} then, and there are ${newer.size} now.`
      : `Not the same: the ${older.size} entries of then are not the beginning of what is here now.`;
  return (
    <Text size="sm" fw={600}>
      {said}
    </Text>
  );
}

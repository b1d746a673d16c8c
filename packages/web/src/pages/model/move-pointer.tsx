import type { NodeDetail } from "@begat/client/browser";
import { versionOf } from "@begat/core";
import { Autocomplete, Button, NativeSelect, Stack, Text } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { Dialog } from "../../parts/dialog.tsx";
import { DialogButtons } from "../../parts/dialog-buttons.tsx";

const USUAL = ["champion", "challenger", "production"];

interface MovePointerProps {
  readonly isOpen: boolean;
  readonly held: NonNullable<NodeDetail["pointers"]>;
  readonly versions: readonly string[];
  readonly onClose: () => void;
  readonly onMove: (name: string, to: string) => void;
}

/** Asks which pointer shall stand at which version, and says what that changes before it is done. */
export function MovePointer({ isOpen, held, versions, onClose, onMove }: MovePointerProps) {
  const [name, setName] = useState("champion");
  const [version, setVersion] = useState<string>();
  const to = version ?? versions[0];
  const now = held.find((pointer) => pointer.name === name)?.to;
  const isIdle = name.trim() === "" || name === "latest" || to === undefined || to === now;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isIdle && to !== undefined) onMove(name.trim(), to);
  };
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Move a pointer">
      <form onSubmit={submit}>
        <Stack>
          <PointerName name={name} held={held} onName={setName} />
          <NativeSelect
            label="Version"
            value={to ?? ""}
            onChange={({ currentTarget: { value } }) => setVersion(value)}
            data={versions.map((id) => ({ value: id, label: versionOf(id) }))}
          />
          <Text size="sm" role="status">
            {sentence(name, now, to)}
          </Text>
        </Stack>
        <DialogButtons onCancel={onClose}>
          <Button type="submit" disabled={isIdle}>
            Move
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}

interface PointerNameProps extends Pick<MovePointerProps, "held"> {
  readonly name: string;
  readonly onName: (name: string) => void;
}

function PointerName({ name, held, onName }: PointerNameProps) {
  return (
    <Autocomplete
      label="Pointer"
      value={name}
      onChange={onName}
      data={namesIn(held)}
      error={name === "latest" ? "latest moves by itself" : undefined}
      openOnFocus={false}
      comboboxProps={{ withinPortal: false }}
      data-autofocus
    />
  );
}

/** Pointers that can be moved: the usual ones, and what the model has. */
function namesIn(held: MovePointerProps["held"]): readonly string[] {
  return [...new Set([...USUAL, ...held.map(({ name }) => name)])].filter((name) => name !== "latest");
}

function sentence(name: string, now: string | undefined, to: string | undefined): string {
  if (to === undefined || name.trim() === "") return "Name a pointer.";
  if (now === to) return `${name} stands at ${versionOf(to)} already.`;
  if (now === undefined) return `${name} stands nowhere now, and will stand at ${versionOf(to)}.`;
  return `${name} stands at ${versionOf(now)} now, and will stand at ${versionOf(to)}. Whoever asks for ${name} gets the other version from then on.`;
}

import type { NodeDetail } from "@begat/client/browser";
import { MLFLOW_TAGS } from "@begat/core";
import { Button, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconArchive, IconArrowBackUp, IconPencil } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useMay } from "../../api/use-caller.ts";
import { useRunEdit } from "../../api/use-run-edit.ts";
import { BusyButton } from "../../parts/busy-button.tsx";
import { DeleteRuns } from "../../parts/delete-runs.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { DialogButtons } from "../../parts/dialog-buttons.tsx";
import { Failure } from "../../parts/failure.tsx";
import { titleOf } from "../../parts/title-of.ts";
import { tagsOf } from "./own-words.ts";

const MOST = 250;

/** What can be done with a run as a whole. */
export function RunActions({ node }: { node: NodeDetail }) {
  const [isRenaming, { open, close }] = useDisclosure(false);
  const edit = useRunEdit(node.id);
  if (!useMay("write")) return null;
  return (
    <>
      <Button size="xs" variant="default" leftSection={<IconPencil size={14} />} onClick={open}>
        Rename
      </Button>
      <BusyButton
        size="xs"
        variant="default"
        leftSection={node.hidden ? <IconArrowBackUp size={14} /> : <IconArchive size={14} />}
        isBusy={edit.isPending}
        onClick={() => edit.mutate({ hidden: !node.hidden })}
      >
        {node.hidden ? "Restore" : "Archive"}
      </BusyButton>
      {!node.hidden && (
        <DeleteRuns count={1} isBusy={edit.isPending} onArchive={() => edit.mutate({ hidden: true })} />
      )}
      {edit.error !== null && <Failure error={edit.error} what="This was not done" />}
      <Dialog isOpen={isRenaming} onClose={close} title="Rename the run">
        <Rename node={node} close={close} />
      </Dialog>
    </>
  );
}

/** MLflow keeps the name as a tag too, and shows that one. */
function Rename({ node, close }: { node: NodeDetail; close: () => void }) {
  const [name, setName] = useState(titleOf(node));
  const edit = useRunEdit(node.id);
  const save = (event: FormEvent): void => {
    event.preventDefault();
    const said = name.trim();
    const tags = MLFLOW_TAGS.runName in tagsOf(node) ? { tags: { [MLFLOW_TAGS.runName]: said } } : {};
    edit.mutate({ name: said, ...tags }, { onSuccess: close });
  };
  return (
    <form onSubmit={save}>
      <TextInput
        label="Name"
        value={name}
        maxLength={MOST}
        required
        data-autofocus
        description="Its id stays; names it had before are in its history."
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      {edit.error !== null && <Failure error={edit.error} what="It was not renamed" />}
      <DialogButtons onCancel={close}>
        <Button type="submit" loading={edit.isPending} disabled={name.trim() === ""}>
          Rename
        </Button>
      </DialogButtons>
    </form>
  );
}

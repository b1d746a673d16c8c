import { Button, Code, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconTrash } from "@tabler/icons-react";
import { Dialog } from "./dialog.tsx";
import { DialogButtons } from "./dialog-buttons.tsx";

interface DeleteRunsProps {
  readonly count: number;
  readonly isBusy: boolean;
  readonly onArchive: () => void;
}

/** For who looks for a way to delete runs: says what there is in its place, and does it. */
export function DeleteRuns({ count, isBusy, onArchive }: DeleteRunsProps) {
  const [isOpen, { open, close }] = useDisclosure(false);
  const runs = count === 1 ? "the run" : `${count.toLocaleString("en")} runs`;
  const them = count === 1 ? "it" : "them";
  const archive = (): void => {
    close();
    onArchive();
  };
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconTrash size={14} />}
        disabled={isBusy}
        onClick={open}
      >
        Delete…
      </Button>
      <Dialog isOpen={isOpen} onClose={close} title={`Delete ${runs}?`}>
        <Text size="sm">
          The ledger keeps everything, so that what came from {them} can still be explained. To delete here is
          to archive: lists, searches and MLflow’s clients leave {them} out, and Restore brings {them} back.
        </Text>
        <Text size="sm" mt="sm">
          What must not be kept, such as personal data, the owner of the server erases from the ledger for
          good, entry by entry: <Code>begat ledger erase</Code>. A run’s History has the numbers of its
          entries.
        </Text>
        <DialogButtons onCancel={close}>
          <Button data-autofocus onClick={archive}>
            Archive {runs}
          </Button>
        </DialogButtons>
      </Dialog>
    </>
  );
}

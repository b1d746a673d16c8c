import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";

const TIME_TO_UNDO_MS = 20_000;

/** Says what came of something that was asked for. */
export const tell = {
  failure(what: string, error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    notifications.show({ title: what, message, color: "red", role: "alert", autoClose: false });
  },
  /** With a button that takes it back. */
  done(what: string, undo: () => unknown): void {
    const takeBack = (): void => {
      notifications.hide(id);
      undo();
    };
    const id = notifications.show({
      role: "status",
      autoClose: TIME_TO_UNDO_MS,
      closeButtonProps: { "aria-label": "Close" },
      message: (
        <Group justify="space-between" wrap="nowrap">
          {what}
          <Button size="compact-sm" variant="light" onClick={takeBack}>
            Undo
          </Button>
        </Group>
      ),
    });
  },
};

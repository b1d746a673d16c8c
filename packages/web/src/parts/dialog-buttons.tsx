import { Button, Group } from "@mantine/core";
import type { ReactNode } from "react";

interface DialogButtonsProps {
  readonly onCancel: () => void;
  /** The button that does what the dialog is there for. */
  readonly children: ReactNode;
}

/** The foot of a dialog: the way back, and the way on. */
export function DialogButtons({ onCancel, children }: DialogButtonsProps) {
  return (
    <Group justify="flex-end" mt="md">
      <Button variant="default" onClick={onCancel}>
        Cancel
      </Button>
      {children}
    </Group>
  );
}

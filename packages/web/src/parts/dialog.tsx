import { Drawer, Modal, type ModalRootProps } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./dialog.module.css";
import { holdFocus } from "./hold-focus.ts";

interface DialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly size?: ModalRootProps["size"];
  /** Whether it stands at the side of the page, and is as high. */
  readonly isAside?: boolean;
  readonly children: ReactNode;
}

/** A dialog by its parts: Mantine's body would be read out as a whole, as the description of the dialog. */
export function Dialog({ isOpen, onClose, title, size, isAside = false, children }: DialogProps) {
  const parts = isAside ? Drawer : Modal;
  return (
    <parts.Root
      opened={isOpen}
      onClose={onClose}
      size={size ?? (isAside ? "xl" : "md")}
      {...(isAside && { position: "right" })}
      transitionProps={{ duration: 0 }}
      returnFocus={false}
    >
      <parts.Overlay />
      <parts.Content>
        {/* The head of a dialog is no second banner of the page. */}
        <parts.Header role="none">
          <parts.Title className={classes.title}>{title}</parts.Title>
          <parts.CloseButton aria-label="Close" />
        </parts.Header>
        <div ref={holdFocus} className={classes.body}>
          {children}
        </div>
      </parts.Content>
    </parts.Root>
  );
}

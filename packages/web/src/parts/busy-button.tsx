import { Button, type ButtonProps } from "@mantine/core";
import type { ComponentPropsWithoutRef } from "react";

interface BusyButtonProps
  extends ButtonProps,
    Omit<ComponentPropsWithoutRef<"button">, keyof ButtonProps | "type"> {
  /** Whether what it asked for is still being done. */
  readonly isBusy: boolean;
  readonly type?: "submit";
}

/** A button that can be pressed once at a time; unlike one that is disabled meanwhile, it keeps the focus. */
export function BusyButton({ isBusy, onClick, ...props }: BusyButtonProps) {
  return (
    <Button
      {...props}
      {...(isBusy && { "aria-disabled": true, "data-disabled": true })}
      onClick={(event) => (isBusy ? event.preventDefault() : onClick?.(event))}
    />
  );
}

import { Button } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import { Link, type LinkProps } from "@tanstack/react-router";

interface HeadLinkProps {
  readonly place: LinkProps;
  readonly icon: Icon;
  readonly children: string;
}

/** A button in the head of a page that leads to another one. */
export function HeadLink({ place, icon: Shape, children }: HeadLinkProps) {
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<Shape size={15} />}
      renderRoot={(its) => <Link {...place} {...its} />}
    >
      {children}
    </Button>
  );
}

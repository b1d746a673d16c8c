import { Group, Stack, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import type { ReactNode } from "react";
import classes from "./parts.module.css";

interface PageHeaderProps {
  readonly title: string;
  readonly icon?: ReactNode;
  /** Beneath the title: an id, a sentence. */
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/** The head of a page: its one first heading, which is the title of the tab too. */
export function PageHeader({ title, icon, children, actions }: PageHeaderProps) {
  useDocumentTitle(`${title} · Begat`);
  return (
    <Group component="header" justify="space-between" align="flex-start" gap="sm" mb="md">
      <Stack gap={4} className={classes.heading}>
        <Group gap="xs" wrap="nowrap" align="flex-start" className={classes.titleLine}>
          {icon}
          <Title order={1} size="h3" className={classes.title}>
            {title}
          </Title>
        </Group>
        {children}
      </Stack>
      {actions !== undefined && <Group gap="xs">{actions}</Group>}
    </Group>
  );
}

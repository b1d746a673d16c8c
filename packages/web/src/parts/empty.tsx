import { Code, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { CopyText } from "./id.tsx";
import classes from "./parts.module.css";

interface EmptyProps {
  /** What is not there: "No training runs yet". */
  readonly title: string;
  /** What to do about it. */
  readonly children?: ReactNode;
  /** What to type next. */
  readonly command?: string;
}

/** Says that there is nothing, and how there comes to be something. */
export function Empty({ title, children, command }: EmptyProps) {
  return (
    <Stack align="center" gap="xs" py="xl" px="md" className={classes.empty}>
      <Text fw={600}>{title}</Text>
      {children !== undefined && (
        <Text size="sm" c="dimmed" component="div">
          {children}
        </Text>
      )}
      {command !== undefined && (
        <div className={classes.command}>
          <Code block>{command}</Code>
          <CopyText text={command} what="command" />
        </div>
      )}
    </Stack>
  );
}

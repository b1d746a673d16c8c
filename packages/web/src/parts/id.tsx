import { ActionIcon, CopyButton, Group, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import classes from "./parts.module.css";

/** A button that copies a text. */
export function CopyText({ text, what = "id" }: { text: string; what?: string }) {
  return (
    <CopyButton value={text} timeout={1500}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? "Copied" : `Copy ${what}`} withArrow>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            onClick={copy}
            aria-label={`Copy ${what} ${text}`}
          >
            {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  );
}

/** An id as text, to copy with one click. */
export function Id({ id }: { id: string }) {
  return (
    <Group gap={4} wrap="nowrap" className={classes.id}>
      <code className={classes.code}>{id}</code>
      <CopyText text={id} />
    </Group>
  );
}

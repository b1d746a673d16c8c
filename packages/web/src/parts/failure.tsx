import { Alert, Button, Group, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { isAway } from "./is-away.ts";
import { leaveFocus } from "./leave-focus.ts";

interface FailureProps {
  readonly error: Error;
  /** What could not be done: "The runs could not be read". */
  readonly what?: string;
  readonly retry?: () => void;
  readonly children?: ReactNode;
}

/** What went wrong and what to do: the server's messages name the way out. */
export function Failure({ error, what = "This could not be shown", retry, children }: FailureProps) {
  return (
    <Alert icon={<IconAlertTriangle size={18} />} color="red" variant="light" title={what} role="alert">
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        {error.message}
      </Text>
      {children}
      {retry !== undefined && isAway(error) && (
        <Text size="sm">It is read by itself once that is mended.</Text>
      )}
      {retry !== undefined && (
        <Group mt="xs">
          <Button ref={leaveFocus} size="xs" variant="default" onClick={retry}>
            Try again
          </Button>
        </Group>
      )}
    </Alert>
  );
}

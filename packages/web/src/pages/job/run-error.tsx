import { Alert, Code, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";

/** What a run said went wrong. */
export function RunError({ error }: { error: unknown }) {
  if (error === undefined || error === null) return null;
  const { message, stack_trace } = (typeof error === "object" ? error : { message: error }) as Record<
    string,
    unknown
  >;
  return (
    <Alert icon={<IconAlertTriangle size={18} />} color="red" variant="light" title="It failed">
      <Text size="sm" style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}>
        {typeof message === "string" ? message : JSON.stringify(error)}
      </Text>
      {typeof stack_trace === "string" && (
        <Code block mt="xs" mah={300} style={{ overflow: "auto" }} tabIndex={0} aria-label="Stack">
          {stack_trace}
        </Code>
      )}
    </Alert>
  );
}

import { Group, Stack, Text } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { Failure } from "../../parts/failure.tsx";
import { Loading } from "../../parts/loading.tsx";
import { Section } from "../../parts/section.tsx";
import { useAttention } from "./use-attention.tsx";

/** What somebody should look at: what failed, was refused, hangs in the air, or serves though it should not. */
export function Attention() {
  return (
    <Section title="Needs a look">
      <Concerns />
    </Section>
  );
}

function Concerns() {
  const { concerns, isPending, error, retry } = useAttention();
  if (error !== null)
    return <Failure error={error} what="What needs a look could not be read" retry={retry} />;
  if (isPending) return <Loading lines={3} />;
  if (concerns.length === 0) {
    return (
      <Group gap={6} wrap="nowrap">
        <IconCircleCheck size={16} aria-hidden />
        <Text size="sm" c="dimmed">
          Nothing failed, nothing was refused, and no live deployment is in doubt.
        </Text>
      </Group>
    );
  }
  return (
    <Stack gap="md">
      {concerns.map(({ title, lines }) => (
        <section key={title} aria-label={title}>
          <Text size="sm" fw={600} mb={4} component="h3" m={0}>
            {title}
          </Text>
          {lines}
        </section>
      ))}
    </Stack>
  );
}

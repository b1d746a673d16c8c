import type { NodeDetail } from "@begat/client/browser";
import { SimpleGrid, Text } from "@mantine/core";
import { groupOf, Related } from "../../parts/related.tsx";

/** What a run of a job read and what it wrote. */
export function InputsAndOutputs({ run }: { run: NodeDetail }) {
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      <div>
        <Text size="sm" fw={600} mb={4}>
          Inputs
        </Text>
        <Related group={groupOf(run, "upstream", "used")} none="Nothing that it read is known." />
      </div>
      <div>
        <Text size="sm" fw={600} mb={4}>
          Outputs
        </Text>
        <Related group={groupOf(run, "downstream", "produced-by")} none="Nothing that it wrote is known." />
      </div>
    </SimpleGrid>
  );
}

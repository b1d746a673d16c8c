import type { EntryVerdict } from "@begat/core";
import { Alert, Group, Stack, Text } from "@mantine/core";
import { IconShieldCheck, IconShieldX } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { verifyHistory } from "../../api/proofs.ts";
import { BusyButton } from "../../parts/busy-button.tsx";
import { Failure } from "../../parts/failure.tsx";
import { NodeLink } from "../../parts/node-link.tsx";

/** Proves every entry that says something about a node. */
export function NodeProof({ node }: { node: string }) {
  const [done, setDone] = useState(0);
  const verify = useMutation({ mutationFn: () => verifyHistory(node, setDone) });
  return (
    <Stack gap="xs" mb="sm" align="flex-start">
      <Group gap="xs">
        <Text size="sm" component="span">
          What was said about
        </Text>
        <NodeLink id={node} />
        <BusyButton size="xs" variant="default" isBusy={verify.isPending} onClick={() => verify.mutate()}>
          Verify this history
        </BusyButton>
      </Group>
      <div role="status">
        {verify.isPending && <Text size="sm">{done} entries checked …</Text>}
        {verify.data !== undefined && <Outcome verdicts={verify.data} />}
      </div>
      {verify.error !== null && <Failure error={verify.error} what="The history could not be verified" />}
    </Stack>
  );
}

function Outcome({ verdicts }: { verdicts: ReadonlyMap<number, EntryVerdict> }) {
  const bad = [...verdicts].filter(([, verdict]) => verdict === "altered" || verdict === "not-included");
  const erased = [...verdicts].filter(([, verdict]) => verdict === "erased").length;
  const isGood = bad.length === 0;
  const isOne = verdicts.size === 1;
  const proven = isOne ? "Its one entry is proven" : `All ${verdicts.size} entries are proven`;
  return (
    <Alert
      variant={isGood ? "default" : "light"}
      color={isGood ? "green" : "red"}
      icon={
        isGood ? (
          <IconShieldCheck size={18} color="var(--mantine-color-green-text)" />
        ) : (
          <IconShieldX size={18} />
        )
      }
      title={isGood ? proven : `${bad.length} of ${verdicts.size} entries are not what was recorded`}
    >
      <Text size="sm">
        {isGood
          ? `${isOne ? "It" : "Each"} says today what was recorded then, and belongs to the ledger that is signed.`
          : `Entries ${bad
              .slice(0, 20)
              .map(([seq]) => seq)
              .join(", ")}. Keep the checkpoint, and run begat ledger verify.`}
        {erased > 0 && ` What ${erased} of them said was erased since, which the ledger says too.`}
      </Text>
    </Alert>
  );
}

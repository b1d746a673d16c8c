import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconInfoCircle, IconShieldCheck, IconShieldX } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type Seal, sealQuery } from "../../api/proofs.ts";
import { Failure } from "../../parts/failure.tsx";
import { Instant } from "../../parts/instant.tsx";
import { Loading } from "../../parts/loading.tsx";
import { type Continuity, compareWithMemory, remember } from "./remembered-seal.ts";
import { SealDetails } from "./seal-details.tsx";

const WHOLE = {
  color: "green",
  variant: "default",
  icon: <IconShieldCheck size={18} color="var(--mantine-color-green-text)" />,
  title: "The ledger is whole",
  role: "status",
} as const;
const ANOTHER = {
  color: "red",
  variant: "light",
  icon: <IconShieldX size={18} />,
  title: "This is not the ledger that this browser saw before",
  role: "alert",
} as const;

/** Whether the ledger is whole: its signature, and that it has only grown since this browser saw it last. */
export function SealPanel() {
  const seal = useQuery({ ...sealQuery(), staleTime: 60_000 });
  const continuity = useQuery({
    queryKey: ["continuity", seal.data?.note],
    queryFn: () => compareWithMemory(seal.data as Seal),
    enabled: seal.data !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const error = seal.error ?? continuity.error;
  if (error !== null) return <NotChecked error={error} retry={() => void seal.refetch()} />;
  if (seal.data === undefined || continuity.data === undefined) return <Loading />;
  return <SealState seal={seal.data} continuity={continuity.data} />;
}

function NotChecked({ error, retry }: { error: Error; retry: () => void }) {
  const isHere = "code" in error && error.code === "unavailable";
  if (!isHere)
    return (
      <Failure error={error} what="The seal of the ledger is broken or could not be read" retry={retry} />
    );
  return (
    <Alert color="gray" icon={<IconInfoCircle size={18} />} title="The seal was not checked" mb="md">
      {error.message}
    </Alert>
  );
}

function SealState({ seal, continuity }: { seal: Seal; continuity: Continuity }) {
  const [isOpen, { toggle }] = useDisclosure(false);
  const client = useQueryClient();
  const isGood = continuity.is === "first" || continuity.is === "grown";
  const accept = (): void => {
    remember(seal);
    void client.invalidateQueries({ queryKey: ["continuity"] });
  };
  return (
    <Alert mb="md" {...(isGood ? WHOLE : ANOTHER)}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">
          <ContinuityWords seal={seal} continuity={continuity} />
        </Text>
        <Group gap="xs">
          <Button size="compact-xs" variant="default" onClick={toggle} aria-expanded={isOpen}>
            {isOpen ? "Hide the checkpoint" : "Checkpoint and key"}
          </Button>
          {!isGood && (
            <Button size="compact-xs" variant="default" onClick={accept}>
              I know why; remember this one
            </Button>
          )}
        </Group>
        {isOpen && <SealDetails seal={seal} />}
      </Stack>
    </Alert>
  );
}

function ContinuityWords({ seal, continuity }: { seal: Seal; continuity: Continuity }) {
  const { origin, size } = seal.checkpoint;
  const signed = `${entriesWords(size)}, signed by ${origin}.`;
  switch (continuity.is) {
    case "first":
      return <>{signed} This browser has seen it for the first time, and remembers it for the next.</>;
    case "grown":
      return (
        <>
          {signed} It has only been added to since this browser saw it with{" "}
          {entriesWords(continuity.since.size)}, <Instant at={continuity.at} />.
        </>
      );
    case "other-key":
      return (
        <>
          It is signed by another key than <Instant at={continuity.at} />. That is so when the server was set
          up anew, or another one answers at this address; otherwise somebody took its place.
        </>
      );
    case "rewritten":
      return (
        <>
          The {entriesWords(continuity.since.size)} of <Instant at={continuity.at} /> are not its beginning
          any more. That is so when an older copy was put back; otherwise its history was rewritten. Keep the
          checkpoint, and run begat ledger verify.
        </>
      );
  }
}

function entriesWords(size: number): string {
  return size === 1 ? "1 entry" : `${size.toLocaleString("en")} entries`;
}

import type { LedgerEntry } from "@begat/client/browser";
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { verifyEntries } from "../../api/proofs.ts";
import { entryQuery } from "../../api/queries.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Empty } from "../../parts/empty.tsx";
import { assertionsOf, sourceName } from "../../parts/entry-words.ts";
import { Failure } from "../../parts/failure.tsx";
import { Instant } from "../../parts/instant.tsx";
import { KeyValues } from "../../parts/key-values.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { Section } from "../../parts/section.tsx";
import { Assertions } from "./assertions.tsx";
import { EntryHashes } from "./entry-hashes.tsx";
import { Verdict } from "./verdict.tsx";

/** One entry: what it says, who wrote it, and whether it is what was written. */
export function EntryDrawer({ seq }: { seq: number | undefined }) {
  const navigate = useNavigate({ from: "/ledger" });
  const close = () =>
    void navigate({
      search: (before) => ({ ...before, entry: undefined }),
      resetScroll: false,
    });
  return (
    <Dialog isAside isOpen={seq !== undefined} onClose={close} title={`Entry ${seq ?? ""}`}>
      {seq !== undefined && <OneEntry key={seq} seq={seq} />}
    </Dialog>
  );
}

function OneEntry({ seq }: { seq: number }) {
  const query = useQuery(entryQuery(seq));
  return (
    <Loaded query={query} what="The entry could not be read">
      {(entry) => {
        if (entry === null)
          return <Empty title={`There is no entry ${seq}`}>The ledger ends before it.</Empty>;
        return <EntryFacts entry={entry} />;
      }}
    </Loaded>
  );
}

function EntryFacts({ entry }: { entry: LedgerEntry }) {
  return (
    <>
      <Proof entry={entry} />
      <KeyValues
        items={[
          ["Recorded", <Instant key="at" at={entry.recorded_at} />],
          ["Recorded by", <NodeLink key="by" id={entry.actor} />],
          ["Came by", sourceName(entry.source)],
        ]}
      />
      <Section title="What it says">
        {entry.erased && (
          <Text size="sm" c="dimmed" mb="xs">
            Its values were erased. What is left names what it was about.
          </Text>
        )}
        <Assertions assertions={assertionsOf(entry)} />
      </Section>
      <EntryHashes entry={entry} />
    </>
  );
}

/** The check is made each time that the entry is opened: an answer of before proves nothing about now. */
function Proof({ entry }: { entry: LedgerEntry }) {
  const check = useQuery({
    queryKey: ["verdict", entry.seq, entry.payload_digest, entry.erased],
    queryFn: async () => (await verifyEntries([entry])).get(entry.seq) ?? "not-included",
    gcTime: 0,
  });
  if (check.error !== null)
    return (
      <Failure error={check.error} what="The entry was not checked" retry={() => void check.refetch()} />
    );
  return (
    <Text component="div" role="status" mb="sm" size="sm">
      {check.data === undefined ? "Checking …" : <Verdict verdict={check.data} />}
    </Text>
  );
}

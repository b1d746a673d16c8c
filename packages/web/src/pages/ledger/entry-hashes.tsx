import type { LedgerEntry } from "@begat/client/browser";
import { Button, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Id } from "../../parts/id.tsx";
import { KeyValues } from "../../parts/key-values.tsx";
import { Section } from "../../parts/section.tsx";
import { Snippet } from "../../parts/snippet.tsx";

/** The fingerprints of an entry and its text, for whoever wants to check them by other means. */
export function EntryHashes({ entry }: { entry: LedgerEntry }) {
  const [isOpen, { toggle }] = useDisclosure(false);
  return (
    <Section
      title="For checking elsewhere"
      actions={
        <Button size="compact-xs" variant="default" onClick={toggle} aria-expanded={isOpen}>
          {isOpen ? "Hide" : "Show"}
        </Button>
      }
    >
      {isOpen && (
        <>
          <KeyValues
            items={[
              ["Fingerprint of what it says", <Id key="digest" id={entry.payload_digest} />],
              ["Salt of it", entry.salt === null ? "erased" : <Id key="salt" id={entry.salt} />],
              ["Fingerprint of the entry", <Id key="leaf" id={entry.leaf} />],
            ]}
          />
          <Group mt="sm" grow>
            <Snippet label="The entry as JSON" code={JSON.stringify(entry, null, 2)} />
          </Group>
        </>
      )}
    </Section>
  );
}

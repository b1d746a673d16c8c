import { Text } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { PageHeader } from "../../parts/page-header.tsx";
import { Entries } from "./entries.tsx";
import { EntryDrawer } from "./entry-drawer.tsx";
import { Filters } from "./filters.tsx";
import { HelpText } from "./help-text.tsx";
import { SealPanel } from "./seal-panel.tsx";

const route = getRouteApi("/ledger");

/** Every entry of the ledger, who wrote it, and the proof that it is what was written. */
export function LedgerPage() {
  const { entry, ...shown } = route.useSearch();
  return (
    <>
      <PageHeader title="Ledger" actions={<HelpText />}>
        <Text size="sm" c="dimmed">
          Every change, in the order in which it was recorded.
        </Text>
      </PageHeader>
      <SealPanel />
      <Filters shown={shown} />
      <Entries shown={shown} />
      <EntryDrawer seq={entry} />
    </>
  );
}

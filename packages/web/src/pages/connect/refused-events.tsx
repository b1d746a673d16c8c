import type { RejectedPage } from "@begat/client/browser";
import { eventSubject } from "@begat/core";
import { Anchor, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { rejectedQuery } from "../../api/queries.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { sourceName } from "../../parts/entry-words.ts";
import { Instant } from "../../parts/instant.tsx";
import { KeyValues } from "../../parts/key-values.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { Section } from "../../parts/section.tsx";
import { Snippet } from "../../parts/snippet.tsx";
import { type Column, VirtualTable } from "../../parts/virtual-table.tsx";

type Refused = RejectedPage["items"][number];

/** What was sent and refused, why, and the body of it. */
export function RefusedEvents() {
  const query = useInfiniteQuery(rejectedQuery());
  const [shown, setShown] = useState<Refused>();
  return (
    <Section title="Refused events">
      <Loaded query={query} what="The refused events could not be read">
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          if (rows.length === 0)
            return (
              <Text size="sm" c="dimmed">
                Nothing was refused. What is, is kept here with the reason.
              </Text>
            );
          return (
            <VirtualTable
              label="Refused events, the newest first"
              rows={rows}
              rowKey={({ id }) => id}
              columns={columnsFor(setShown)}
              query={query}
            />
          );
        }}
      </Loaded>
      <Dialog
        isAside
        isOpen={shown !== undefined}
        onClose={() => setShown(undefined)}
        title="A refused event"
      >
        {shown !== undefined && <OneRefused event={shown} />}
      </Dialog>
    </Section>
  );
}

function columnsFor(onShow: (event: Refused) => void): readonly Column<Refused>[] {
  return [
    {
      key: "why",
      header: "Why",
      width: 420,
      cell: (event) => (
        <Anchor component="button" type="button" size="sm" onClick={() => onShow(event)} truncate maw="100%">
          {event.message}
        </Anchor>
      ),
    },
    { key: "event", header: "Event", width: 260, cell: ({ payload }) => eventSubject(payload).event },
    { key: "source", header: "Came by", width: 130, cell: ({ source }) => sourceName(source) },
    { key: "at", header: "Received", width: 130, cell: ({ received_at }) => <Instant at={received_at} /> },
  ];
}

function OneRefused({ event }: { event: Refused }) {
  const { event: name, run } = eventSubject(event.payload);
  return (
    <>
      <KeyValues
        items={[
          ["Why", event.message],
          ...(name === "" ? [] : ([["Event", name]] as const)),
          ...(run === "" ? [] : ([["Run", run]] as const)),
          ["Received", <Instant key="at" at={event.received_at} />],
          ["Sent by", <NodeLink key="by" id={event.actor} />],
          ["Came by", sourceName(event.source)],
        ]}
      />
      <Text size="xs" c="dimmed" my="xs">
        Its beginning, as far as it is kept:
      </Text>
      <Snippet label="What was sent" code={readable(event.payload)} />
    </>
  );
}

/** JSON with line breaks; anything else as it came. */
function readable(payload: string): string {
  try {
    return JSON.stringify(JSON.parse(payload), null, 2);
  } catch {
    return payload;
  }
}

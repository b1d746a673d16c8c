import type { Impact } from "@begat/client/browser";
import { groupBy, type Kind } from "@begat/core";
import { Accordion, Badge, Group, Text } from "@mantine/core";
import { Instant } from "../../parts/instant.tsx";
import { KindIcon } from "../../parts/kind-icon.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { Section } from "../../parts/section.tsx";
import { type Column, VirtualTable } from "../../parts/virtual-table.tsx";
import { capitalised, manyWords } from "../../parts/words-of.ts";
import { stepsOf } from "./reason.tsx";

type Affected = Impact["affected"][number];

const COLUMNS: readonly Column<Affected>[] = [
  { key: "id", header: "Affected", width: 340, cell: ({ id }) => <NodeLink id={id} icon={false} /> },
  { key: "when", header: "When", width: 120, cell: ({ at }) => <Instant at={at} /> },
  { key: "far", header: "Edges away", width: 90, isNumber: true, cell: ({ distance }) => distance },
  { key: "because", header: "Because of", width: 340, cell: ({ reason }) => <Because reason={reason} /> },
];

/** What a change reaches beside live deployments, by kind and counted. */
export function AffectedByKind({ affected }: { affected: readonly Affected[] }) {
  const groups = groupBy(affected, ({ kind }) => kind);
  if (groups.size === 0) return null;
  return (
    <Section title={`Also affected (${affected.length.toLocaleString("en")})`}>
      <Accordion multiple variant="contained" keepMounted={false} order={3}>
        {[...groups].map(([kind, group]) => (
          <Accordion.Item key={kind} value={kind}>
            <Accordion.Control icon={<KindIcon kind={kind} label={false} />}>
              <Group gap="xs">
                <Text size="sm">{namesOf(kind)}</Text>
                <Badge variant="default" size="sm">
                  {group.length.toLocaleString("en")}
                </Badge>
              </Group>
            </Accordion.Control>
            <Accordion.Panel>
              <VirtualTable label={namesOf(kind)} rows={group} rowKey={({ id }) => id} columns={COLUMNS} />
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Section>
  );
}

function namesOf(kind: Kind): string {
  if (kind === "Deployment") return "Deployments that serve no longer";
  return capitalised(manyWords(kind));
}

/** The last step of a reason: what the node has the change from. */
function Because({ reason }: { reason: Affected["reason"] }) {
  const { start, steps } = stepsOf(reason);
  const last = steps.at(-1);
  const before = steps.at(-2)?.id ?? start;
  if (last === undefined || before === undefined) return null;
  return (
    <Group gap={6} wrap="nowrap">
      <NodeLink id={before} icon={false} />
      <Text size="xs" c="dimmed" span>
        {last.verb}
      </Text>
    </Group>
  );
}

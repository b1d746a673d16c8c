import type { Node } from "@begat/client/browser";
import { Badge, Group, Text } from "@mantine/core";
import { IconBook2, IconRadar2, IconSitemap } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { HeadLink } from "./head-link.tsx";
import { Id } from "./id.tsx";
import { KindIcon } from "./kind-icon.tsx";
import { nameOf } from "./name-of.ts";
import { PageHeader } from "./page-header.tsx";
import { StatusBadge } from "./status-badge.tsx";
import { wordsOf } from "./words-of.ts";

interface NodeHeadProps {
  readonly node: Node;
  /** Buttons before those that lead to lineage, impact and ledger. */
  readonly actions?: ReactNode;
}

/**
 * The head of a node's page: its name and kind, its id to copy, its state, and the ways to its lineage, its impact and, unless
 * its page has a history of its own, its entries in the ledger.
 */
export function NodeHead({ node, actions }: NodeHeadProps) {
  const { id, kind, props, hidden, unresolved } = node;
  return (
    <PageHeader
      title={nameOf(node)}
      icon={<KindIcon kind={kind} size={22} label={false} />}
      actions={
        <>
          {actions}
          <HeadLink place={{ to: "/lineage/$", params: { _splat: id } }} icon={IconSitemap}>
            Lineage
          </HeadLink>
          <HeadLink place={{ to: "/impact/$", params: { _splat: id } }} icon={IconRadar2}>
            Impact
          </HeadLink>
          {kind !== "Run" && (
            <HeadLink place={{ to: "/ledger", search: { node: id } }} icon={IconBook2}>
              Ledger
            </HeadLink>
          )}
        </>
      }
    >
      <Group gap="sm">
        <Text size="sm" c="dimmed">
          {wordsOf(kind)}
        </Text>
        <Id id={id} />
        {props.status !== undefined && <StatusBadge status={props.status} />}
        {hidden && <Badge variant="default">archived</Badge>}
        {unresolved && <Badge variant="default">not described yet</Badge>}
      </Group>
    </PageHeader>
  );
}

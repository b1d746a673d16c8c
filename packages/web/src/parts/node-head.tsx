import type { Node } from "@begat/client/browser";
import { Anchor, Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Id } from "./id.tsx";
import { KindIcon } from "./kind-icon.tsx";
import { PageHeader } from "./page-header.tsx";
import { StatusBadge } from "./status-badge.tsx";
import { titleOf } from "./title-of.ts";

/** The head of a node's page: its name, its id to copy, its state, and the ways to its lineage and impact. */
export function NodeHead({ node, actions }: { node: Node; actions?: ReactNode }) {
  const { id, kind, props } = node;
  return (
    <PageHeader title={titleOf(node)} icon={<KindIcon kind={kind} size={22} />} actions={actions}>
      <Group gap="sm">
        <Id id={id} />
        {props.status !== undefined && <StatusBadge status={props.status} />}
        <Anchor size="sm" renderRoot={(its) => <Link to="/lineage/$" params={{ _splat: id }} {...its} />}>
          Lineage
        </Anchor>
        <Anchor size="sm" renderRoot={(its) => <Link to="/impact/$" params={{ _splat: id }} {...its} />}>
          Impact
        </Anchor>
      </Group>
    </PageHeader>
  );
}

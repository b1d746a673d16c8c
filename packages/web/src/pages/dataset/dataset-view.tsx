import type { NodeDetail } from "@begat/client/browser";
import { versionOf } from "@begat/core";
import { Group, Text } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { nodeQuery, timelineQuery } from "../../api/queries.ts";
import { CopyText } from "../../parts/id.tsx";
import { KeyValues } from "../../parts/key-values.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { NodeHead } from "../../parts/node-head.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { OtherProps } from "../../parts/other-props.tsx";
import { groupOf } from "../../parts/related.tsx";
import { Section } from "../../parts/section.tsx";
import { Tags } from "../../parts/tags.tsx";
import { type Join, SameAs } from "./same-as.tsx";
import { SchemaDiff } from "./schema-diff.tsx";
import { SchemaTable } from "./schema-table.tsx";
import { endOf } from "./until.ts";
import { VersionTable } from "./version-table.tsx";

const route = getRouteApi("/datasets/$");
const SHOWN = ["name", "description", "namespace", "tags", "schema"];

/** A dataset: what it is called and whose it is, its versions, and the schema of one of them. */
export function DatasetView({ node }: { node: NodeDetail }) {
  const { version } = route.useSearch();
  const [undone, setUndone] = useState<Join>();
  const { props, pointers = [] } = node;
  const isSame = undone !== undefined || node.edges.some(({ rel }) => rel === "same-as");
  const latest = pointers.find(({ name }) => name === "latest")?.to;
  const chosen = version ?? latest;
  const facts = factsOf(node, isSame && <SameAs key="same" {...{ node, undone, setUndone }} />);
  return (
    <>
      <NodeHead node={node} />
      {typeof props.description === "string" && <Text maw={720}>{props.description}</Text>}
      {facts.length > 0 && (
        <Section title="About">
          <KeyValues items={facts} />
        </Section>
      )}
      <Tags tags={props.tags} />
      <Section title="Versions">
        <VersionTable id={node.id} count={groupOf(node, "downstream", "version-of")?.count ?? 0} />
      </Section>
      {chosen !== undefined && <ChosenVersion dataset={node.id} version={chosen} />}
      <OtherProps props={props} shown={SHOWN} />
    </>
  );
}

function factsOf(node: NodeDetail, sameAs: ReactNode) {
  const { props, aliases, pointers = [] } = node;
  const owners = groupOf(node, "upstream", "owned-by")?.edges ?? [];
  return [
    ["Namespace", typeof props.namespace === "string" ? props.namespace : undefined],
    ["Owner", owners.length > 0 && owners.map(({ to, q }) => <NodeLink key={`${to} ${q}`} id={to} />)],
    [
      "Other names",
      aliases.length > 0 &&
        aliases.map(({ scheme, value }) => (
          <Group key={`${scheme} ${value}`} gap={4} wrap="nowrap">
            <Text size="sm" style={{ overflowWrap: "anywhere" }}>
              {scheme === "uri" ? value : `${scheme}:${value}`}
            </Text>
            <CopyText text={value} what="name" />
          </Group>
        )),
    ],
    ["Same as", sameAs],
    [
      "Pointers",
      pointers.length > 0 &&
        pointers.map(({ name, to }) => (
          <Group key={name} gap="xs" wrap="nowrap">
            <Text size="sm">{name}</Text>
            <NodeLink id={to} />
          </Group>
        )),
    ],
  ].flatMap(([name, value]) => (value ? [[name as string, value] as const] : []));
}

function ChosenVersion({ dataset, version }: { dataset: string; version: string }) {
  const { until } = route.useSearch();
  const query = useQuery(nodeQuery(version));
  const timeline = useInfiniteQuery(
    timelineQuery(dataset, until === undefined ? {} : { until: endOf(until) }),
  );
  const listed = timeline.data?.pages.flatMap(({ items }) => items) ?? [];
  const place = listed.findIndex(({ id }) => id === version);
  const before = place < 0 ? undefined : listed[place + 1];
  return (
    <Section title={`Schema of ${versionOf(version)}`}>
      <Loaded query={query} what={`${version} could not be read`}>
        {(node) => (
          <>
            {before?.schema != null && <SchemaDiff version={node} before={before.id} />}
            <SchemaTable version={node} />
          </>
        )}
      </Loaded>
    </Section>
  );
}

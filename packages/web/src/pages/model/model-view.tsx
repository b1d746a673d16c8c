import type { NodeDetail } from "@begat/client/browser";
import { Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { timelineQuery } from "../../api/queries.ts";
import { KeyValues } from "../../parts/key-values.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { NodeHead } from "../../parts/node-head.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { OtherProps } from "../../parts/other-props.tsx";
import { groupOf } from "../../parts/related.tsx";
import { Section } from "../../parts/section.tsx";
import { TableLoading } from "../../parts/table-loading.tsx";
import { Deployments } from "./deployments.tsx";
import { LiveOn } from "./live-on.tsx";
import { Pointers } from "./pointers.tsx";
import { VersionTable } from "./version-table.tsx";

const SHOWN = ["name", "description"];

/** Lines that stand above the table of versions and in its head: what the differences are to, and the second of a long name. */
const ABOVE_VERSIONS = 2;

/** A model: its versions against the champion, where its pointers stand and stood, and what was live when. */
export function ModelView({ node }: { node: NodeDetail }) {
  const owners = groupOf(node, "upstream", "owned-by")?.edges ?? [];
  return (
    <>
      <NodeHead node={node} />
      {typeof node.props.description === "string" && <Text maw={720}>{node.props.description}</Text>}
      {owners.length > 0 && (
        <Section title="About">
          <KeyValues
            items={[["Owner", owners.map(({ to, q }) => <NodeLink key={`${to} ${q}`} id={to} />)]]}
          />
        </Section>
      )}
      <Versions node={node} />
      <Section title="Deployments">
        <Deployments model={node.id} />
      </Section>
      <Section title="What was live on a day">
        <LiveOn model={node.id} />
      </Section>
      <OtherProps props={node.props} shown={SHOWN} />
    </>
  );
}

/** The versions, and the pointers that stand at them. */
function Versions({ node }: { node: NodeDetail }) {
  const { id: model, pointers = [] } = node;
  const query = useInfiniteQuery(timelineQuery(model));
  const versions = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const toCome = groupOf(node, "downstream", "version-of")?.count ?? 0;
  return (
    <>
      <Section title="Versions">
        <Loaded
          query={query}
          what="The versions could not be read"
          loading={<TableLoading rows={ABOVE_VERSIONS + toCome} />}
        >
          {() => <VersionTable versions={versions} pointers={pointers} query={query} />}
        </Loaded>
      </Section>
      <Pointers model={model} held={pointers} versions={versions.map(({ id }) => id)} />
    </>
  );
}

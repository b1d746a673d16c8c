import type { NodeDetail } from "@begat/client/browser";
import { parentOf, parseId } from "@begat/core";
import { Code, Group, Stack, Text } from "@mantine/core";
import { Checks } from "../../parts/checks.tsx";
import { countText } from "../../parts/count-text.ts";
import { CopyText, Id } from "../../parts/id.tsx";
import { Instant } from "../../parts/instant.tsx";
import { KeyValues } from "../../parts/key-values.tsx";
import { EdgeGroup } from "../../parts/neighbours.tsx";
import { NodeHead } from "../../parts/node-head.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { OtherProps } from "../../parts/other-props.tsx";
import { groupOf, Related } from "../../parts/related.tsx";
import { Section } from "../../parts/section.tsx";
import { commandsFor } from "./commands-for.ts";
import { SchemaTable } from "./schema-table.tsx";

const SHOWN = [
  "name",
  "content_hash",
  "native_version",
  "location",
  "split",
  "sensitivity",
  "schema",
  "statistics",
  "placeholder",
];

const READS = [
  ["used", "Used by"],
  ["trained-on", "Trained on it"],
  ["evaluated-on", "Evaluated on it"],
] as const;

/** A version of a dataset: what it holds, who wrote it from what, who read it, and how to have it. */
export function VersionView({ node }: { node: NodeDetail }) {
  return (
    <>
      <NodeHead node={node} />
      {node.props.placeholder === true && <Placeholder isInferred={node.props.inferred === true} />}
      <Section title="About">
        <KeyValues items={factsOf(node)} />
      </Section>
      <Commands commands={commandsFor(node)} />
      <Section title="Written by">
        <Related
          node={node}
          direction="upstream"
          rel="produced-by"
          none="Nobody is known to have written it."
        />
      </Section>
      <Section title="Derived from">
        <Related node={node} direction="upstream" rel="derived-from" none="Nothing stated." />
      </Section>
      <Section title="Read by">
        <Readers node={node} />
      </Section>
      <Section title="Schema and statistics">
        <SchemaTable version={node} />
      </Section>
      <Section title="Checks">
        <Checks node={node} />
      </Section>
      <Section title="Artifacts">
        <Related node={node} direction="upstream" rel="has-artifact" none="Its bytes are not kept here." />
      </Section>
      <OtherProps props={node.props} shown={SHOWN} />
    </>
  );
}

/** What a version stands for of which no content is known. */
function Placeholder({ isInferred }: { isInferred: boolean }) {
  return (
    <Text maw={720}>
      {isInferred
        ? "Was taken for what a run wrote, until more was known of it."
        : "Stands for whatever the dataset held before its first known version."}
    </Text>
  );
}

function Commands({ commands }: { commands: readonly string[] }) {
  if (commands.length === 0) return null;
  return (
    <Section title="Fetch and verify">
      <Stack gap={6}>
        {commands.map((command) => (
          <Group key={command} gap={4} wrap="nowrap">
            <Code style={{ overflowWrap: "anywhere" }}>{command}</Code>
            <CopyText text={command} what="command" />
          </Group>
        ))}
      </Stack>
    </Section>
  );
}

function Readers({ node }: { node: NodeDetail }) {
  const reads = READS.flatMap(([rel, title]) => {
    const group = groupOf(node, "downstream", rel);
    return group === undefined ? [] : [{ title, group }];
  });
  if (reads.length === 0)
    return (
      <Text size="sm" c="dimmed">
        Nobody is known to have read it.
      </Text>
    );
  return reads.map(({ title, group }) => (
    <Stack key={title} gap={4} mb="xs">
      <Text size="sm" c="dimmed">
        {title} ({countText(group.count)})
      </Text>
      <Text size="sm" component="div">
        <EdgeGroup node={node.id} group={group} />
      </Text>
    </Stack>
  ));
}

function factsOf({ id, at, props }: NodeDetail) {
  const dataset = parentOf(parseId(id));
  const statistics = (props.statistics ?? {}) as Readonly<Record<string, unknown>>;
  const size = ["rows", "files", "bytes"].flatMap((name) => {
    const value = statistics[name];
    return typeof value === "number" ? [`${value.toLocaleString("en")} ${name}`] : [];
  });
  return [
    ["Dataset", dataset !== undefined && <NodeLink key="dataset" id={dataset} />],
    ["When", at !== null && <Instant key="at" at={at} />],
    ["Content hash", typeof props.content_hash === "string" && <Id key="hash" id={props.content_hash} />],
    ["Its system’s version", textOf(props.native_version)],
    ["Location", typeof props.location === "string" && <Id key="location" id={props.location} />],
    ["Split", textOf(props.split)],
    ["Sensitivity", textOf(props.sensitivity)],
    ["Size", size.length > 0 && size.join(", ")],
  ].flatMap(([name, value]) => (value ? [[name as string, value] as const] : []));
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

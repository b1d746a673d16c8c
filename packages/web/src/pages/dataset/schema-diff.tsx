import type { NodeDetail } from "@begat/client/browser";
import { versionOf } from "@begat/core";
import { Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { nodeQuery } from "../../api/queries.ts";
import { Loaded } from "../../parts/loaded.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { columnsOf, type SchemaChanges, schemaChanges } from "./columns-of.ts";

/** How the columns of a version differ from those of the one before it. */
export function SchemaDiff({ version, before }: { version: NodeDetail; before: string }) {
  const query = useQuery(nodeQuery(before));
  return (
    <Loaded query={query} what={`${before} could not be read`}>
      {(older) => (
        <Stack gap={2} mb="sm">
          <Text size="sm" component="div">
            Since <NodeLink id={before}>{versionOf(before)}</NodeLink>:{" "}
            {summary(schemaChanges(columnsOf(older.props.schema), columnsOf(version.props.schema)))}
          </Text>
        </Stack>
      )}
    </Loaded>
  );
}

function summary({ added, removed, retyped }: SchemaChanges): string {
  const parts = [
    ...added.map(({ name, type }) => `+ ${name}${type === "" ? "" : ` ${type}`}`),
    ...removed.map(({ name }) => `− ${name}`),
    ...retyped.map(({ name, from, to }) => `${name} ${from || "untyped"} → ${to || "untyped"}`),
  ];
  return parts.length === 0 ? "the same columns." : parts.join(", ");
}

import { ActionIcon, Anchor, Group, Stack, Text, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { nodeQuery } from "../../../api/queries.ts";
import { placeOf } from "../../../app/places.ts";
import { Id } from "../../../parts/id.tsx";
import { Instant } from "../../../parts/instant.tsx";
import { KeyValues } from "../../../parts/key-values.tsx";
import { KindIcon } from "../../../parts/kind-icon.tsx";
import { Loaded } from "../../../parts/loaded.tsx";
import { Loading } from "../../../parts/loading.tsx";
import { StatusBadge } from "../../../parts/status-badge.tsx";
import { lineOf } from "../canvas/card-words.ts";
import type { Columns } from "../graph/columns.ts";
import type { Nearest } from "../graph/nearest.ts";
import type { ViewNode } from "../graph/view-graph.ts";
import classes from "../lineage.module.css";
import type { LineageSearch } from "../search.ts";
import { useChange } from "../use-change.ts";
import { Actions } from "./actions.tsx";
import { ColumnList } from "./column-list.tsx";
import { Neighbours } from "./neighbours.tsx";

const QUIET_MS = 200;

interface NodePanelProps {
  readonly node: ViewNode;
  readonly view: Nearest;
  readonly columns: Columns | undefined;
  readonly root: string;
  readonly search: LineageSearch;
}

/** The details of the node that is chosen, and what can be done with it. */
export function NodePanel({ node, view, columns, root, search }: NodePanelProps) {
  const change = useChange();
  return (
    <aside className={classes.panel} aria-label={`Details of ${node.title}`}>
      <Stack gap="xs">
        <Group gap="xs" wrap="nowrap" align="flex-start">
          <KindIcon kind={node.kind} size={20} />
          <Title order={2} size="h5" className={classes.name ?? ""} flex={1}>
            {node.title}
          </Title>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label="Close the details"
            onClick={() => change(() => ({ node: undefined }))}
          >
            <IconX size={16} />
          </ActionIcon>
        </Group>
        <Text size="xs" c="dimmed">
          {lineOf(node)}
        </Text>
        <Id id={node.id} />
        <Ways id={node.id} root={root} search={search} />
        <Actions node={node} hidden={view.hidden.get(node.id)} root={root} search={search} />
        <Facts id={node.id} asOf={search.as_of} />
        <Neighbours node={node} view={view} />
        {columns !== undefined && <ColumnList columns={columns} />}
      </Stack>
    </aside>
  );
}

/** Where it is shown otherwise. */
function Ways({ id, root, search }: Pick<NodePanelProps, "root" | "search"> & { readonly id: string }) {
  return (
    <Group gap="sm">
      <Anchor size="xs" renderRoot={(its) => <Link {...placeOf(id)} {...its} />}>
        Its page
      </Anchor>
      <Anchor size="xs" renderRoot={(its) => <Link to="/impact/$" params={{ _splat: id }} {...its} />}>
        Impact
      </Anchor>
      {id !== root && (
        <Anchor
          size="xs"
          renderRoot={(its) => (
            <Link
              to="/lineage/$"
              params={{ _splat: id }}
              search={{ as_of: search.as_of, dir: search.dir, view: search.view }}
              {...its}
            />
          )}
        >
          Make it the root
        </Anchor>
      )}
    </Group>
  );
}

/** The facts of a node that fit here; not read while the arrow keys run past it. */
function Facts({ id, asOf }: { id: string; asOf: number | undefined }) {
  const [quiet] = useDebouncedValue(id, QUIET_MS);
  const query = useQuery(nodeQuery(quiet, asOf === undefined ? {} : { as_of: String(asOf) }));
  return (
    <Loaded query={query} what="The details could not be read" loading={<Loading lines={1} />}>
      {({ at, props }) => (
        <KeyValues
          items={[
            ...(at === null ? [] : ([["when", <Instant key="at" at={at} />]] as const)),
            ...(props.status === undefined
              ? []
              : ([["status", <StatusBadge key="status" status={props.status} />]] as const)),
            ...Object.entries(props)
              .filter(([name, value]) => name !== "status" && name !== "name" && isShort(value))
              .map(
                ([name, value]) =>
                  [
                    name,
                    <Text key={name} size="xs" className={classes.name ?? ""}>
                      {String(value)}
                    </Text>,
                  ] as const,
              ),
          ]}
        />
      )}
    </Loaded>
  );
}

function isShort(value: unknown): boolean {
  return (
    typeof value === "number" ||
    typeof value === "boolean" ||
    (typeof value === "string" && value.length <= 200)
  );
}

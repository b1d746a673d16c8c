import { type Kind, kindIn } from "@begat/core";
import { Anchor, Group, SimpleGrid, Stack } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import { Link, type LinkProps } from "@tanstack/react-router";
import { someOfKindQuery } from "../api/queries.ts";
import { useRecentIds } from "../app/recent.ts";
import { ConnectLink } from "./connect-link.tsx";
import { Empty } from "./empty.tsx";
import { KindIcon } from "./kind-icon.tsx";
import { Loading } from "./loading.tsx";
import classes from "./parts.module.css";
import { Section } from "./section.tsx";

const SHOWN = 6;

/** As high as those that are shown. */
const LINES = 5;

interface StartingPointsProps {
  /** Of which kinds the newest are offered, each under its heading. */
  readonly newest: readonly (readonly [kind: Kind, title: string])[];
  /** Where a node leads from here. */
  readonly placeOf: (id: string) => LinkProps;
}

/** Nodes to begin with, for who has none in mind: what was looked at last, and the newest of some kinds. */
export function StartingPoints({ newest, placeOf }: StartingPointsProps) {
  const recent = useRecentIds().map((id) => ({ id, title: id }));
  const queries = useQueries({ queries: newest.map(([kind]) => someOfKindQuery(kind, "")) });
  const nothing = recent.length === 0 && queries.every(({ data }) => data?.length === 0);
  if (nothing)
    return (
      <Empty title="There is nothing to begin with yet">
        Send the first thing: <ConnectLink /> has the lines to paste.
      </Empty>
    );
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="xl" verticalSpacing={0}>
      <Points title="Looked at last" nodes={recent} placeOf={placeOf} />
      {newest.map(([kind, title], index) =>
        queries[index]?.isPending ? (
          <Section key={kind} title={title}>
            <Loading lines={LINES} />
          </Section>
        ) : (
          <Points key={kind} title={title} nodes={queries[index]?.data ?? []} placeOf={placeOf} />
        ),
      )}
    </SimpleGrid>
  );
}

interface PointsProps extends Pick<StartingPointsProps, "placeOf"> {
  readonly title: string;
  readonly nodes: readonly { readonly id: string; readonly title: string }[];
}

function Points({ title, nodes, placeOf }: PointsProps) {
  if (nodes.length === 0) return null;
  return (
    <Section title={title}>
      <Stack gap={6}>
        {nodes.slice(0, SHOWN).map((node) => {
          const kind = kindIn(node.id);
          return (
            <Group key={node.id} gap={6} wrap="nowrap" className={classes.nodeLink ?? ""}>
              {kind !== undefined && <KindIcon kind={kind} />}
              <Anchor
                size="sm"
                className={classes.link ?? ""}
                title={node.id}
                renderRoot={(its) => <Link {...placeOf(node.id)} {...its} />}
              >
                {node.title}
              </Anchor>
            </Group>
          );
        })}
      </Stack>
    </Section>
  );
}

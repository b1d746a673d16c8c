import type { Impact } from "@begat/client/browser";
import { Alert, Anchor, Badge, Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { impactQuery } from "../../api/queries.ts";
import { useRemembered } from "../../app/recent.ts";
import { Empty } from "../../parts/empty.tsx";
import { Id } from "../../parts/id.tsx";
import { Instant } from "../../parts/instant.tsx";
import { isNotFound } from "../../parts/is-not-found.ts";
import { Loaded } from "../../parts/loaded.tsx";
import { NoSuchNode } from "../../parts/no-such-node.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { NodeSearch } from "../../parts/node-search.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { Section } from "../../parts/section.tsx";
import { AffectedByKind } from "./affected.tsx";
import classes from "./impact.module.css";
import { Plan } from "./plan.tsx";
import { Reason } from "./reason.tsx";

const route = getRouteApi("/impact/$");

/** What a change of a node reaches: what is live first, then the rest, then what to rebuild. */
export function ImpactPage() {
  const { _splat: id = "" } = route.useParams();
  const { as_of, limit } = route.useSearch();
  const query = useQuery(
    impactQuery(id, {
      ...(as_of !== undefined && { as_of: String(as_of) }),
      ...(limit !== undefined && { limit }),
    }),
  );
  useRemembered(query.data?.root);
  if (isNotFound(query.error)) return <NoSuchNode id={id} error={query.error} />;
  return (
    <>
      <PageHeader title={`Impact of ${id}`} actions={<Another key={id} />}>
        <Group gap="sm">
          <Id id={id} />
          <Anchor
            size="sm"
            renderRoot={(its) => (
              <Link
                to="/lineage/$"
                params={{ _splat: id }}
                search={{ dir: "downstream" as const, as_of }}
                {...its}
              />
            )}
          >
            Lineage downstream
          </Anchor>
        </Group>
      </PageHeader>
      <Loaded query={query} what="The impact could not be read">
        {(impact) => <Shown impact={impact} />}
      </Loaded>
    </>
  );
}

function Another() {
  const navigate = useNavigate();
  return (
    <NodeSearch
      size="xs"
      label="Impact of another node"
      placeholder="Impact of…"
      onChoose={(id) => void navigate({ to: "/impact/$", params: { _splat: id } })}
    />
  );
}

function Shown({ impact }: { impact: Impact }) {
  const live = impact.affected.filter((one) => one.live === true);
  const others = impact.affected.filter((one) => one.live !== true);
  if (impact.affected.length === 0) {
    return (
      <Empty title="A change of it reaches nothing that is recorded">
        Nothing was derived from it, trained on it or deployed from it, as far as anybody has said. Its{" "}
        <Anchor renderRoot={(its) => <Link to="/lineage/$" params={{ _splat: impact.root }} {...its} />}>
          lineage
        </Anchor>{" "}
        shows what it came from.
      </Empty>
    );
  }
  return (
    <>
      {impact.truncated && <Truncated read={impact.affected.length} />}
      <Section title={`Live deployments (${live.length})`}>
        <LiveDeployments live={live} />
      </Section>
      <AffectedByKind affected={others} />
      <Plan impact={impact} />
    </>
  );
}

function LiveDeployments({ live }: { live: Impact["affected"] }) {
  if (live.length === 0)
    return (
      <Text size="sm" c="dimmed">
        Nothing that serves now is affected.
      </Text>
    );
  return (
    <ul className={classes.live}>
      {live.map((one) => (
        <li key={one.id} className={classes.deployment}>
          <Stack gap={4}>
            <Group gap="sm">
              <NodeLink id={one.id} />
              <Badge color="red" variant="light" tt="none">
                live
              </Badge>
              <Text size="xs" c="dimmed">
                since <Instant at={one.at} />
              </Text>
            </Group>
            <Reason edges={one.reason} />
          </Stack>
        </li>
      ))}
    </ul>
  );
}

const MOST = 50_000;

function Truncated({ read }: { read: number }) {
  const navigate = useNavigate({ from: "/impact/$" });
  return (
    <Alert color="yellow" variant="light" p="xs" title="A change reaches more than was read">
      <Group gap="sm">
        <Text size="sm">The nearest {read.toLocaleString("en")} nodes are shown; the plan is for these.</Text>
        {read < MOST && (
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => void navigate({ search: (search) => ({ ...search, limit: MOST }), replace: true })}
          >
            Read up to {MOST.toLocaleString("en")}
          </Button>
        )}
      </Group>
    </Alert>
  );
}

import { Anchor, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { graphQuery } from "../../api/queries.ts";
import { placeOf } from "../../app/places.ts";
import { useRemembered } from "../../app/recent.ts";
import { Id } from "../../parts/id.tsx";
import { isNotFound } from "../../parts/is-not-found.ts";
import { Loaded } from "../../parts/loaded.tsx";
import { NoSuchNode } from "../../parts/no-such-node.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { SkipTo } from "../../parts/skip-to.tsx";
import { AsOf } from "./as-of.tsx";
import { Drawing } from "./drawing.tsx";
import { NotYet } from "./not-yet.tsx";
import type { LineageSearch } from "./search.ts";
import { Toolbar } from "./toolbar.tsx";

const route = getRouteApi("/lineage/$");

/** How many nodes are read at first. */
const FIRST_LIMIT = 2000;

/** What a node came from and what came from it, as a graph. */
export function LineagePage() {
  const { _splat: id = "" } = route.useParams();
  const search = route.useSearch();
  const { dir, depth, rels, kinds, view, as_of } = search;
  const query = useQuery(graphQuery(id, toQuery(search)));
  useRemembered(query.isPlaceholderData ? undefined : query.data?.root);
  if (as_of === undefined && isNotFound(query.error)) return <NoSuchNode id={id} error={query.error} />;
  return (
    <>
      {query.data !== undefined && (
        <SkipTo place="drawing">Skip to the {view === "table" ? "table" : "graph"}</SkipTo>
      )}
      <PageHeader title={`Lineage of ${id}`}>
        <Group gap="sm">
          <Id id={id} />
          <Anchor size="sm" renderRoot={(its) => <Link {...placeOf(id)} {...its} />}>
            Its page
          </Anchor>
          <Anchor
            size="sm"
            renderRoot={(its) => <Link to="/impact/$" params={{ _splat: id }} search={{ as_of }} {...its} />}
          >
            Impact
          </Anchor>
        </Group>
      </PageHeader>
      <Toolbar root={id} dir={dir} depth={depth} rels={rels} kinds={kinds} view={view} />
      <AsOf asOf={as_of} />
      {as_of !== undefined && query.error !== null ? (
        <NotYet id={id} error={query.error} asOf={as_of} />
      ) : (
        <Loaded query={query} what="The lineage could not be read">
          {(lineage) => <Drawing lineage={lineage} search={search} isStale={query.isPlaceholderData} />}
        </Loaded>
      )}
    </>
  );
}

function toQuery({ dir, depth, rels, as_of, limit }: LineageSearch) {
  return {
    direction: dir ?? ("both" as const),
    limit: limit ?? FIRST_LIMIT,
    ...(depth !== undefined && { depth }),
    ...(rels !== undefined && { relations: [...rels] }),
    ...(as_of !== undefined && { as_of: String(as_of) }),
  };
}

import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { searchQuery } from "../../api/queries.ts";
import { Empty } from "../../parts/empty.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { PageHeader } from "../../parts/page-header.tsx";

const route = getRouteApi("/search");

/** What a search finds. */
export function SearchPage() {
  const { q } = route.useSearch();
  return (
    <>
      <PageHeader title="Search" />
      {q === undefined ? <Empty title="Type some words" /> : <Hits q={q} />}
    </>
  );
}

function Hits({ q }: { q: string }) {
  const query = useQuery(searchQuery(q));
  return (
    <Loaded query={query} what="The search failed">
      {({ items }) =>
        items.length === 0 ? (
          <Empty title={`Nothing has “${q}”`} />
        ) : (
          <Stack gap={4}>
            {items.map(({ id }) => (
              <NodeLink key={id} id={id} />
            ))}
          </Stack>
        )
      }
    </Loaded>
  );
}

import { Button, Chip, Code, Group, Stack, Text, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { searchQuery } from "../../api/queries.ts";
import { Empty } from "../../parts/empty.tsx";
import { Excerpt, HitTitle } from "../../parts/hit-title.tsx";
import { KindIcon } from "../../parts/kind-icon.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { useTyped } from "../../parts/use-typed.ts";
import { wordsOf } from "../../parts/words-of.ts";
import { Newest } from "./newest.tsx";
import { FOUND_KINDS, type SearchSearch } from "./search.ts";

const MOST = 200;
const route = getRouteApi("/search");

/** Everything that has some words, or that a text names. */
export function SearchPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (next: SearchSearch): void =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  const [text, type] = useTyped("q");
  return (
    <>
      <PageHeader title="Search" />
      <Stack>
        <TextInput
          type="search"
          label="Words, an id or another name"
          leftSection={<IconSearch size={16} />}
          value={text}
          onChange={({ currentTarget }) => type(currentTarget.value)}
        />
        <Chip.Group multiple value={[...(search.kinds ?? [])]} onChange={(kinds) => change({ kinds })}>
          <Group gap={6} role="group" aria-label="Kinds">
            {FOUND_KINDS.map((kind) => (
              <Chip key={kind} value={kind} size="xs" radius="sm" variant="light">
                {wordsOf(kind)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
        <Found search={search} change={change} />
      </Stack>
    </>
  );
}

interface FoundProps {
  readonly search: SearchSearch;
  readonly change: (next: SearchSearch) => void;
}

/** What has the words; without any, all of the kinds that are chosen. */
function Found({ search: { q, kinds = [], filter }, change }: FoundProps) {
  if (q !== undefined) return <Hits q={q} kinds={kinds} />;
  if (kinds.length === 0)
    return (
      <Empty title="Type some words, or choose a kind">
        Words of ids, names, descriptions and tags are found by how they begin.
      </Empty>
    );
  return (
    <>
      {filter !== undefined && (
        <Group gap="xs">
          <Text size="sm">
            Only where <Code>{filter}</Code>
          </Text>
          <Button size="compact-xs" variant="default" onClick={() => change({ filter: undefined })}>
            Show all
          </Button>
        </Group>
      )}
      {kinds.map((kind) => (
        <Newest key={kind} kind={kind} filter={filter} />
      ))}
    </>
  );
}

function Hits({ q, kinds }: { q: string; kinds: NonNullable<SearchSearch["kinds"]> }) {
  const query = useQuery(searchQuery(q, { limit: MOST, ...(kinds.length > 0 && { kinds: [...kinds] }) }));
  return (
    <Loaded query={query} what="The search failed">
      {({ items }) =>
        items.length === 0 ? (
          <Empty title={`Nothing has “${q}”`}>Try fewer words, or the beginning of one.</Empty>
        ) : (
          <Stack gap="sm" component="ol" m={0} p={0} style={{ listStyle: "none" }}>
            {items.map((hit) => (
              <Group key={hit.id} component="li" gap="sm" wrap="nowrap" align="flex-start">
                <KindIcon kind={hit.kind} size={18} />
                <div style={{ minWidth: 0 }}>
                  <NodeLink id={hit.id} icon={false}>
                    <HitTitle hit={hit} />
                  </NodeLink>
                  <Excerpt hit={hit} />
                </div>
              </Group>
            ))}
            {items.length === MOST && (
              <Text size="sm" c="dimmed">
                The best {MOST}; more words find fewer.
              </Text>
            )}
          </Stack>
        )
      }
    </Loaded>
  );
}

import type { BegatError } from "@begat/client/browser";
import { Anchor, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { kindIn } from "../app/places.ts";
import { Empty } from "./empty.tsx";
import { PageHeader } from "./page-header.tsx";
import { wordsOf } from "./words-of.ts";

/** Stands for a node that nobody recorded. */
export function NoSuchNode({ id, error }: { id: string; error: BegatError }) {
  const kind = kindIn(id);
  return (
    <>
      <PageHeader title={`No such ${kind === undefined ? "node" : wordsOf(kind)}`} />
      <Empty title={`Nothing is recorded as ${id}`}>
        {error.code !== "not_found" && <Text size="sm">{error.message}</Text>}
        <Text size="sm" mt="xs">
          It may be on another server, or not sent yet.{" "}
          <Anchor
            underline="always"
            renderRoot={(props) => <Link to="/search" search={{ q: nameIn(id) }} {...props} />}
          >
            Search for it
          </Anchor>
        </Text>
      </Empty>
    </>
  );
}

/** An id without its prefix. */
function nameIn(id: string): string {
  return id.replace(/^[^:/]*:/, "");
}

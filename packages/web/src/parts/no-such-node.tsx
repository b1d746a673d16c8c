import type { BegatError } from "@begat/client/browser";
import { kindIn } from "@begat/core";
import { Anchor, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Empty } from "./empty.tsx";
import { NothingRecorded } from "./nothing-recorded.tsx";
import { PageHeader } from "./page-header.tsx";
import { wordsOf } from "./words-of.ts";

interface NoSuchNodeProps {
  readonly id: string;
  readonly error: BegatError;
}

/** Stands for a node that nobody recorded. */
export function NoSuchNode({ id, error }: NoSuchNodeProps) {
  const kind = kindIn(id);
  if (kind === "Agent" && error.code === "not_found") return <OnlyRecords id={id} />;
  return (
    <>
      <PageHeader title={`No such ${kind === undefined ? "node" : wordsOf(kind)}`} />
      <NothingRecorded id={id}>
        {error.code !== "not_found" && <Text size="sm">{error.message}</Text>}
      </NothingRecorded>
    </>
  );
}

/** Stands for an agent of which nothing says more than that it recorded something. */
function OnlyRecords({ id }: Pick<NoSuchNodeProps, "id">) {
  return (
    <>
      <PageHeader title="No page for this agent" />
      <Empty title={`Nothing is said about ${id}`}>
        It has a page once something is. The ledger has{" "}
        <Anchor
          inherit
          underline="always"
          renderRoot={(props) => <Link to="/ledger" search={{ actor: id }} {...props} />}
        >
          what it recorded
        </Anchor>
        .
      </Empty>
    </>
  );
}

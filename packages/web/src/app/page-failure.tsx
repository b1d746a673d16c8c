import { Anchor } from "@mantine/core";
import { Link, useRouter } from "@tanstack/react-router";
import { Empty } from "../parts/empty.tsx";
import { Failure } from "../parts/failure.tsx";
import { PageHeader } from "../parts/page-header.tsx";

const NO_FILES =
  "Its files could not be loaded: the server is away, or has a newer version. Try again once it is there.";

/** Stands for a page that failed. One whose files cannot be had is of a server that is away, or was updated since. */
export function PageFailure({ error: thrown }: { error: unknown }) {
  const router = useRouter();
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const isGone = /dynamically imported module|Importing a module|Unable to preload CSS/.test(error.message);
  const shown = isGone ? new Error(NO_FILES) : error;
  const retry = () => (isGone ? location.reload() : void router.invalidate());
  return <Failure error={shown} what="This page failed" retry={retry} />;
}

/** Stands for a page that there is not. */
export function NotFound() {
  return (
    <>
      <PageHeader title="No such page" />
      <Empty title="There is nothing at this address">
        <Anchor component={Link} to="/">
          Go home
        </Anchor>
      </Empty>
    </>
  );
}

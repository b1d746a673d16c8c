import type { BegatError } from "@begat/client/browser";
import { Anchor, Text } from "@mantine/core";
import { Link, Navigate } from "@tanstack/react-router";
import { Empty } from "../../parts/empty.tsx";
import { PageHeader } from "../../parts/page-header.tsx";

/** Stands for a run that nobody recorded. A bare name is that of a run, as MLflow's short links have it. */
export function NoSuchRun({ id, error }: { id: string; error: BegatError }) {
  if (/^[^:@/]+$/.test(id)) return <Navigate to="/runs/$" params={{ _splat: `run:${id}` }} replace />;
  return (
    <>
      <PageHeader title="No such run" />
      <Empty title={`Nothing is recorded as ${id}`} command={`begat run list --filter "name = '…'"`}>
        {error.code !== "not_found" && <Text size="sm">{error.message}</Text>}
        <Text size="sm" mt="xs">
          It may be on another server, or not sent yet.{" "}
          <Anchor
            underline="always"
            renderRoot={(props) => <Link to="/search" search={{ q: id.replace(/^run:/, "") }} {...props} />}
          >
            Search for it
          </Anchor>{" "}
          or see{" "}
          <Anchor underline="always" renderRoot={(props) => <Link to="/runs" {...props} />}>
            all training runs
          </Anchor>
          .
        </Text>
      </Empty>
    </>
  );
}

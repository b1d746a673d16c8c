import { BegatError, type NodeDetail } from "@begat/client/browser";
import { useQuery } from "@tanstack/react-query";
import { Navigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { nodeQuery } from "../api/queries.ts";
import { type NodePage, placeOf } from "../app/places.ts";
import { useRemembered } from "../app/recent.ts";
import { Loaded } from "./loaded.tsx";
import { Loading } from "./loading.tsx";
import { NoSuchNode } from "./no-such-node.tsx";
import { PageHeader } from "./page-header.tsx";
import { titleOf } from "./title-of.ts";

interface LoadedNodeProps {
  /** As the address has it: an id, a pointer or another name. */
  readonly id: string;
  /** The page that asks. */
  readonly page: NodePage;
  readonly children: (node: NodeDetail) => ReactNode;
}

/**
 * What is recorded of a node; until then its skeleton, or why there is nothing. What has its page elsewhere leads there, and
 * another name to the address of the id.
 */
export function LoadedNode({ id, page, children }: LoadedNodeProps) {
  const query = useQuery(nodeQuery(id));
  useRemembered(query.data?.id);
  if (query.data === undefined && isUnknown(query.error)) return <NoSuchNode id={id} error={query.error} />;
  return (
    <Loaded
      query={query}
      what={`${id} could not be read`}
      loading={
        <>
          <PageHeader title={titleOf({ id, props: {} })} />
          <Loading />
        </>
      }
    >
      {(node) => {
        const place = placeOf(node.id);
        const isPage = place.to === `/${page}/$`;
        if (isPage && node.id === id) return children(node);
        return <Navigate {...place} search={isPage ? true : {}} replace />;
      }}
    </Loaded>
  );
}

/** Whether there is nothing of that id, or it is none. */
function isUnknown(error: unknown): error is BegatError {
  return error instanceof BegatError && (error.code === "not_found" || error.code === "invalid");
}

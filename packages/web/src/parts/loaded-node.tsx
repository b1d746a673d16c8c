import { BegatError, type NodeDetail } from "@begat/client/browser";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { nodeQuery } from "../api/queries.ts";
import { Loaded } from "./loaded.tsx";
import { NoSuchNode } from "./no-such-node.tsx";

interface LoadedNodeProps {
  readonly id: string;
  readonly children: (node: NodeDetail) => ReactNode;
}

/** What is recorded of a node; until then its skeleton, or why there is nothing. */
export function LoadedNode({ id, children }: LoadedNodeProps) {
  const query = useQuery(nodeQuery(id));
  if (query.data === undefined && isUnknown(query.error)) return <NoSuchNode id={id} error={query.error} />;
  return (
    <Loaded query={query} what={`${id} could not be read`}>
      {children}
    </Loaded>
  );
}

/** Whether there is nothing of that id, or it is none. */
function isUnknown(error: unknown): error is BegatError {
  return error instanceof BegatError && (error.code === "not_found" || error.code === "invalid");
}

import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Failure } from "./failure.tsx";
import { Loading } from "./loading.tsx";

interface LoadedProps<T> {
  readonly query: UseQueryResult<T, Error>;
  /** What could not be read, if it cannot. */
  readonly what?: string;
  /** Shown meanwhile in place of some lines. */
  readonly loading?: ReactNode;
  readonly children: (data: T) => ReactNode;
}

/** What a query answered; until then its skeleton, or why there is no answer. */
export function Loaded<T>({ query, what, loading, children }: LoadedProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error !== null)
    return <Failure error={query.error} retry={() => void query.refetch()} {...(what && { what })} />;
  return loading ?? <Loading />;
}

import type { UseQueryResult } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
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
  const [isRetried, setIsRetried] = useState(false);
  if (query.data !== undefined) {
    const content = children(query.data);
    return isRetried ? <InItsPlace>{content}</InItsPlace> : content;
  }
  const retry = (): void => {
    setIsRetried(true);
    void query.refetch();
  };
  if (query.error !== null) return <Failure error={query.error} retry={retry} {...(what && { what })} />;
  return loading ?? <Loading />;
}

/** What takes the place of the button that was pressed to get it, and its focus. */
function InItsPlace({ children }: { children: ReactNode }) {
  return (
    <div ref={focusIfLost} tabIndex={-1} style={{ outline: "none" }}>
      {children}
    </div>
  );
}

function focusIfLost(element: HTMLElement | null): void {
  if (document.activeElement === document.body) element?.focus({ preventScroll: true });
}

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { begat } from "../../api/session.ts";

/** Two datasets that are one, in the order of their ids: the edge has one way round for each pair. */
export interface Pair {
  readonly from: string;
  readonly to: string;
}

/** Joins datasets, and keeps what was joined here so that it can be undone. */
export function useJoins() {
  const client = useQueryClient();
  const [joined, setJoined] = useState<readonly Pair[]>([]);
  const mutation = useMutation({
    mutationFn: async ({ pair, isOn }: { readonly pair: Pair; readonly isOn: boolean }) => {
      const edge = { ...pair, rel: "same-as" } as const;
      await (isOn ? begat().publish.edge(edge) : begat().publish.end(edge));
      setJoined((before) => {
        const others = before.filter(({ from, to }) => from !== pair.from || to !== pair.to);
        return isOn ? [...others, pair] : others;
      });
      await client.invalidateQueries();
    },
  });
  return {
    joined,
    error: mutation.error,
    isBusy: mutation.isPending,
    join: (a: string, b: string): void => {
      const [from, to] = [a, b].sort() as [string, string];
      mutation.mutate({ pair: { from, to }, isOn: true });
    },
    undo: (pair: Pair): void => mutation.mutate({ pair, isOn: false }),
  };
}

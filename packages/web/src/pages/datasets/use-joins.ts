import { useState } from "react";
import { useSameAs } from "../../api/use-same-as.ts";

/** Two datasets that are one, in the order of their ids: the edge has one way round for each pair. */
export interface Pair {
  readonly from: string;
  readonly to: string;
}

/** Joins datasets, and keeps what was joined here so that it can be undone. */
export function useJoins() {
  const [joined, setJoined] = useState<readonly Pair[]>([]);
  const sameAs = useSameAs();
  const say = (pair: Pair, isOn: boolean): void => {
    const keep = (before: readonly Pair[]): readonly Pair[] => {
      const others = before.filter(({ from, to }) => from !== pair.from || to !== pair.to);
      return isOn ? [...others, pair] : others;
    };
    sameAs.mutate({ ...pair, isOn }, { onSuccess: () => setJoined(keep) });
  };
  return {
    joined,
    error: sameAs.error,
    isBusy: sameAs.isPending,
    join: (a: string, b: string): void => {
      const [from, to] = [a, b].sort() as [string, string];
      say({ from, to }, true);
    },
    undo: (pair: Pair): void => say(pair, false),
  };
}

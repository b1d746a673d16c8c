import { useMutation, useQueryClient } from "@tanstack/react-query";
import { begat } from "./session.ts";

interface Said {
  readonly from: string;
  readonly to: string;
  /** Whether they are one; else they no longer are. */
  readonly isOn: boolean;
}

/** Records that two datasets are the same, or that they no longer are, and has everything that is shown read anew. */
export function useSameAs() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ from, to, isOn }: Said) => {
      const edge = { from, rel: "same-as", to } as const;
      return isOn ? begat().publish.edge(edge) : begat().publish.end(edge);
    },
    onSuccess: () => void client.invalidateQueries(),
  });
}

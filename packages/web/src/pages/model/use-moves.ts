import type { NodeDetail } from "@begat/client/browser";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { begat } from "../../api/session.ts";

export interface Move {
  readonly name: string;
  /** The version; null for none. */
  readonly to: string | null;
}

/** Moves pointers of a model, and remembers where the last one stood. */
export function useMoves(model: string, held: NonNullable<NodeDetail["pointers"]>) {
  const client = useQueryClient();
  const [last, setLast] = useState<Move & { readonly before: string | null }>();
  const mutation = useMutation({
    mutationFn: ({ name, to }: Move) => begat().publish.pointer({ of: model, name, to }),
    onSuccess: (_, { name, to }) => {
      setLast({ name, to, before: held.find((pointer) => pointer.name === name)?.to ?? null });
      void client.invalidateQueries();
    },
  });
  return {
    last,
    error: mutation.error,
    isBusy: mutation.isPending,
    move: (name: string, to: string): void => mutation.mutate({ name, to }),
    undo: (): void => {
      if (last !== undefined) mutation.mutate({ name: last.name, to: last.before });
    },
  };
}

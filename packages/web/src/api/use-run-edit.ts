import type { RunMessage } from "@begat/client/browser";
import { useMutation } from "@tanstack/react-query";
import { refreshNode } from "./refresh-node.ts";
import { begat } from "./session.ts";

/** What people may change of a run: what they call it, say of it, and whether lists show it. */
export type RunEdit = Pick<RunMessage, "name" | "description" | "tags"> | { readonly hidden: boolean };

/** Records a change of a run and shows it. Every change is kept in its history. */
export function useRunEdit(id: string) {
  return useMutation({
    mutationFn: async (edit: RunEdit) =>
      "hidden" in edit
        ? begat().publish.hide({ id, hidden: edit.hidden })
        : begat().publish.run({ run_id: id, ...edit }),
    onSuccess: () => refreshNode(id),
  });
}

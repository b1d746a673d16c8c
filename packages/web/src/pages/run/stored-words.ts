import type { Reproduction } from "@begat/client/browser";
import { kindIn } from "@begat/core";

/** Whether an input can have bytes: a fact is all in what it says. */
export function hasBytes(id: string): boolean {
  return kindIn(id) !== "Fact";
}

/** How much of what a repeat reads can be downloaded from here. */
export function storedWords({ inputs, artifacts }: Pick<Reproduction, "inputs" | "artifacts">): string {
  const parts = [
    countWords(
      inputs.filter(({ id }) => hasBytes(id)),
      "input",
    ),
    countWords(artifacts, "artifact"),
  ].filter((part) => part !== undefined);
  if (parts.length === 0) return "No bytes of inputs or artifacts were recorded.";
  return `Stored here, to be downloaded: ${parts.join(", ")}.`;
}

function countWords(held: readonly { readonly stored: boolean }[], what: string): string | undefined {
  if (held.length === 0) return undefined;
  const here = held.filter(({ stored }) => stored).length;
  return `${here} of ${held.length} ${what}${held.length === 1 ? "" : "s"}`;
}

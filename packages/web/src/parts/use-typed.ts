import { useDebouncedCallback } from "@mantine/hooks";
import { useState } from "react";
import { useTold } from "./use-told.ts";

const PAUSE_MS = 250;

/** A text that is typed here and kept by the address, which is told when whoever types pauses: what is typed meanwhile stays. */
export function useTyped(
  kept = "",
  keep: (text: string | undefined) => void,
): readonly [text: string, type: (text: string) => void] {
  const [text, setText] = useState(kept);
  const tell = useDebouncedCallback((typed: string) => {
    const said = typed.trim();
    if (note(said)) keep(said || undefined);
  }, PAUSE_MS);
  const note = useTold(kept, () => {
    tell.cancel();
    setText(kept);
  });
  const type = (typed: string): void => {
    setText(typed);
    tell(typed);
  };
  return [text, type];
}

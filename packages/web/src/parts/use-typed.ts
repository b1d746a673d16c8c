import { useDebouncedCallback } from "@mantine/hooks";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { type Search, textIn } from "../app/search-params.ts";
import { useTold } from "./use-told.ts";

const PAUSE_MS = 250;

/**
 * A text that is typed here and kept by a parameter of the address, which is told when whoever types pauses: what is typed
 * meanwhile stays.
 */
export function useTyped(parameter: "q" | "text"): readonly [text: string, type: (text: string) => void] {
  const read = (address: Search): string => textIn(address, parameter) ?? "";
  const navigate = useNavigate();
  const [text, setText] = useState(read(useSearch({ strict: false })));
  const tell = useDebouncedCallback((typed: string) => {
    const said = typed.trim();
    if (!note(said)) return;
    void navigate({
      to: ".",
      search: (before: Search) => ({ ...before, [parameter]: said || undefined }),
      replace: true,
      resetScroll: false,
    });
  }, PAUSE_MS);
  const note = useTold(read, (said) => {
    tell.cancel();
    setText(said);
  });
  const type = (typed: string): void => {
    setText(typed);
    tell(typed);
  };
  return [text, type];
}

import { useEffect, useEffectEvent } from "react";

const PATIENCE_MS = 1500;

interface Keys {
  readonly openPalette: () => void;
  readonly openHelp: () => void;
  /** Told the key that followed `g`. */
  readonly go: (key: string) => void;
}

/** The keys of every page: `/` and Ctrl-K, `?`, and `g` with another one. Where somebody types they are text. */
export function useKeys(keys: Keys): void {
  const press = useEffectEvent((event: KeyboardEvent, isGoing: boolean): boolean => {
    const { key, ctrlKey, metaKey, altKey } = event;
    if ((ctrlKey || metaKey) && key.toLowerCase() === "k") {
      event.preventDefault();
      keys.openPalette();
      return false;
    }
    if (ctrlKey || metaKey || altKey || isTyping(event.target)) return false;
    if (isGoing) keys.go(key);
    else if (key === "g") return true;
    else if (key === "?") keys.openHelp();
    else if (key === "/") {
      event.preventDefault();
      keys.openPalette();
    }
    return false;
  });
  useEffect(() => {
    let goingUntil = 0;
    const listener = (event: KeyboardEvent): void => {
      if (["Shift", "Control", "Meta", "Alt"].includes(event.key)) return;
      const isGoing = event.timeStamp < goingUntil;
      goingUntil = press(event, isGoing) ? event.timeStamp + PATIENCE_MS : 0;
    };
    addEventListener("keydown", listener);
    return () => removeEventListener("keydown", listener);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest("input, textarea, select, [role='dialog']") !== null)
  );
}

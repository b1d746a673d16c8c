import { useState } from "react";

/**
 * For a select whose list is made, and asked for, when somebody comes to it: a list measures itself while its page is drawn.
 * It is there before a key can open it.
 */
export function useWanted() {
  const [isWanted, setIsWanted] = useState(false);
  const props = { comboboxProps: { keepMounted: isWanted }, onFocus: () => setIsWanted(true) };
  return { isWanted, props };
}

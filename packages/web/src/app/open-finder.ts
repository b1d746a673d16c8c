import { createContext } from "react";

/** Opens the palette and the list of keys, for whatever has a button for them. */
export const OpenFinder = createContext<{ readonly palette: () => void; readonly help: () => void }>({
  palette: () => undefined,
  help: () => undefined,
});

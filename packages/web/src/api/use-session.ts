import { useSyncExternalStore } from "react";
import { currentSession, onSessionChange } from "./session.ts";

/** Who is signed in, as it changes. */
export function useSession() {
  return useSyncExternalStore(onSessionChange, currentSession);
}

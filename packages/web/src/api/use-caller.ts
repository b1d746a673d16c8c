import type { Caller } from "@begat/client/browser";
import { useQuery } from "@tanstack/react-query";
import { callerQuery } from "./queries.ts";
import { useSession } from "./use-session.ts";

type Scope = Caller["scope"];

const SCOPES: readonly Scope[] = ["read", "write", "owner"];

/** Whom the token speaks for; without a token nobody is asked. */
export function useCaller() {
  const { hasToken } = useSession();
  return useQuery({ ...callerQuery(), enabled: hasToken });
}

/**
 * Whether who looks may do what asks for a scope. What one may not do is not offered; the foot of the navigation says what one may.
 * Without a token one is the owner.
 */
export function useMay(scope: Scope): boolean {
  const { hasToken } = useSession();
  const { data: caller } = useCaller();
  if (!hasToken) return true;
  return caller !== undefined && SCOPES.indexOf(caller.scope) >= SCOPES.indexOf(scope);
}

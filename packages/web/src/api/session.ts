import { BegatApi, BegatError } from "@begat/client/browser";

const KEY = "begat.token";
const listeners = new Set<() => void>();

interface Session {
  readonly begat: BegatApi;
  /** Whether a token is sent, so that there is something to sign out of. */
  readonly hasToken: boolean;
  /** Whether the server refused to answer without a token, or with this one. */
  readonly isLockedOut: boolean;
}

let session = open(sessionStorage.getItem(KEY));

function open(token: string | null): Session {
  const options = token === null ? {} : { token };
  return {
    begat: new BegatApi({ url: location.origin, ...options }),
    hasToken: token !== null,
    isLockedOut: false,
  };
}

/** The client that speaks for whoever is signed in. */
export function begat(): BegatApi {
  return session.begat;
}

/** Sends this token from now on, for as long as the tab is open. Throws what the server has against it. */
export async function signIn(token: string): Promise<void> {
  await open(token).begat.whoami();
  sessionStorage.setItem(KEY, token);
  change(open(token));
}

/** Forgets the token. */
export function signOut(): void {
  sessionStorage.removeItem(KEY);
  change({ ...open(null), isLockedOut: true });
}

/** Takes note of an answer that only a token would have let through. */
export function noteFailure(error: unknown): void {
  if (!(error instanceof BegatError) || error.code !== "unauthenticated" || session.isLockedOut) return;
  change({ ...session, isLockedOut: true });
}

export function currentSession(): Session {
  return session;
}

export function onSessionChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function change(next: Session): void {
  session = next;
  for (const listener of listeners) listener();
}

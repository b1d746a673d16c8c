import { invalid } from "@begat/core";

const DEFAULT_URL = "http://127.0.0.1:4680";

/** Where the server is and how to reach it. */
export interface BegatOptions {
  /** BEGAT_URL, else `http://127.0.0.1:4680`. */
  readonly url?: string;
  /** BEGAT_TOKEN; none is needed on the loopback address. */
  readonly token?: string;
  /** The `fetch` of the platform. */
  readonly fetch?: typeof globalThis.fetch;
}

export interface Settings {
  /** Without a slash at its end. */
  readonly url: string;
  readonly token: string | undefined;
  readonly fetch: typeof globalThis.fetch;
}

/** Fills in what is left out, from the environment. Throws `invalid` for a URL or a token that is none. */
export function settingsOf(options: BegatOptions): Settings {
  // A browser has no process.
  const environment = globalThis.process?.env ?? {};
  const token = (options.token ?? environment.BEGAT_TOKEN ?? "").trim();
  // No header can carry it, which would look like a server that is away.
  if (/[^!-~]/.test(token))
    throw invalid("token", "has blanks or other characters that no token has; copy it again");
  return {
    url: checkUrl(options.url ?? (environment.BEGAT_URL || DEFAULT_URL)),
    token: token === "" ? undefined : token,
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
  };
}

function checkUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw invalid("url", `"${text}" is no address; write one such as ${DEFAULT_URL} (url, or BEGAT_URL)`);
  }
  if (url.username !== "" || url.password !== "") {
    throw invalid("url", "has a user name or password; give a token instead (token, or BEGAT_TOKEN)");
  }
  if (url.search !== "" || url.hash !== "") throw invalid("url", "has a query or a fragment; leave it out");
  return url.href.replace(/\/+$/, "");
}

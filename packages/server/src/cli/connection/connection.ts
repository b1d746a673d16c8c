import { BegatError, ERROR_STATUS, type ErrorCode, type ErrorDetails } from "@begat/core";

/** `fetch`, or what stands in for it. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface ConnectionOptions {
  readonly url: string;
  readonly token?: string | undefined;
  readonly fetch?: Fetch;
  readonly close?: () => Promise<void>;
}

export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** The HTTP interface of one server. Every refusal is a `BegatError` with the code and the message of the server. */
export class Connection {
  readonly url: string;
  readonly #options: ConnectionOptions;

  constructor(options: ConnectionOptions) {
    this.url = options.url.replace(/\/+$/, "");
    this.#options = options;
  }

  get<T>(path: string, query: Query = {}): Promise<T> {
    return this.#json("GET", path + queryString(query));
  }

  post<T>(path: string, body: unknown, query: Query = {}): Promise<T> {
    const headers = { "content-type": "application/json" };
    return this.#json("POST", path + queryString(query), { headers, body: JSON.stringify(body) });
  }

  delete<T>(path: string): Promise<T> {
    return this.#json("DELETE", path);
  }

  async #json<T>(method: string, path: string, init: RequestInit = {}): Promise<T> {
    return (await (await this.send(method, path, init)).json()) as T;
  }

  /** Any request; throws for an answer that is no success. */
  async send(method: string, path: string, init: RequestInit = {}): Promise<Response> {
    const { token, fetch: send = fetch } = this.#options;
    const headers = new Headers(init.headers);
    if (token !== undefined) headers.set("authorization", `Bearer ${token}`);
    let response: Response;
    try {
      response = await send(`${this.url}${path}`, { ...init, method, headers });
    } catch (cause) {
      throw unreachable(this.url, cause);
    }
    if (!response.ok) throw await refusal(response, this.url);
    return response;
  }

  async close(): Promise<void> {
    await this.#options.close?.();
  }
}

/** The rest of a path that names an id, an alias or a reference. */
export function inPath(id: string): string {
  return encodeURIComponent(id);
}

function queryString(query: Query): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  if (given.length === 0) return "";
  return `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}

function unreachable(url: string, cause: unknown): BegatError {
  if (cause instanceof BegatError) return cause;
  const inner = (cause as { readonly cause?: unknown }).cause;
  const { code, message } = (inner ?? cause) as { readonly code?: string; readonly message?: string };
  const why = code ?? message ?? "no answer";
  return new BegatError("unavailable", `${url} cannot be reached (${why}); see that the server runs there`, {}, { cause });
}

async function refusal(response: Response, url: string): Promise<BegatError> {
  const text = await response.text();
  const error = errorOf(text);
  if (error === undefined) {
    return new BegatError("unavailable", `${url} answered ${response.status} ${response.statusText}; see that it is a Begat server`);
  }
  const message = error.code === "unauthenticated" ? `${error.message} (set BEGAT_TOKEN)` : error.message;
  if (Object.hasOwn(ERROR_STATUS, error.code)) return new BegatError(error.code, message, error.details);
  return new BegatError("unavailable", `${url} answered ${response.status}: ${message}`);
}

interface ErrorText {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: ErrorDetails;
}

function errorOf(text: string): ErrorText | undefined {
  try {
    const { error } = JSON.parse(text) as { readonly error?: ErrorText };
    return typeof error?.message === "string" ? error : undefined;
  } catch {
    return undefined;
  }
}

import { setTimeout as wait } from "node:timers/promises";
import { BegatError } from "@begat/core";
import type { Field } from "../field.ts";
import { parseJson } from "../files/parse.ts";
import type { Env } from "./credentials.ts";

const MAX_ANSWER = 256 * 1024 * 1024;
const ATTEMPTS = 4;
/** For a file that is missing where it should be, MLflow's server answers 500, and does so again. */
const ATTEMPTS_AT_BROKEN_FILE = 2;
const DELAY_MS = 500;
const LONGEST_WAIT_MS = 120_000;
const TIMEOUT_MS = 120_000;
const API = "api/2.0/mlflow/";
const CREDENTIALS =
  "set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN, or write ~/.mlflow/credentials";
const WHERE = "see whether an MLflow server is there";

export type Query = Readonly<Record<string, string | number | undefined>>;

interface Asked {
  /** Put in a POST, none of which changes anything. */
  readonly body?: object;
  /** How often it is asked where the server answers 500. */
  readonly attemptsAt500?: number;
}

/** The REST API of an MLflow server, with the credentials of MLflow's own client. */
export class RestClient {
  readonly #base: string;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(url: string, env: Env) {
    const { username, password } = new URL(url);
    const base = new URL(url.endsWith("/") ? url : `${url}/`);
    base.username = "";
    base.password = "";
    this.#base = base.href;
    this.#headers = authorization(env, decoded(username), decoded(password));
  }

  /** One answer, such as that of `model-versions/get-download-uri`. */
  get(method: string, query: Query): Promise<Field> {
    return this.#ask(`${API}${method}`, query, (response) => fieldOf(response, method));
  }

  /** The items of every page of a list, such as that of `experiments/search`. */
  items(method: string, query: Query, member: string): AsyncGenerator<Field> {
    return this.#pages(method, member, (page_token) => this.get(method, { ...query, page_token }));
  }

  /** The same for a search that is put in a body. */
  found(method: string, body: object, member: string): AsyncGenerator<Field> {
    const read = (response: Response) => fieldOf(response, method);
    return this.#pages(method, member, (page_token) =>
      this.#ask(`${API}${method}`, {}, read, { body: { ...body, page_token } }),
    );
  }

  async *#pages(
    method: string,
    member: string,
    ask: (token: string | undefined) => Promise<Field>,
  ): AsyncGenerator<Field> {
    for (let token: string | undefined; ; ) {
      const page = await ask(token);
      yield* page.get(member).items();
      const next = page.get("next_page_token").text() || undefined;
      if (next === undefined) return;
      if (next === token)
        throw new BegatError("unavailable", `${method}: gives the same page again and again`);
      token = next;
    }
  }

  /** The bytes of a file. */
  async *bytes(path: string, query: Query): AsyncGenerator<Uint8Array> {
    const read = async (response: Response) => response.body;
    const body = await this.#ask(path, query, read, { attemptsAt500: ATTEMPTS_AT_BROKEN_FILE });
    try {
      yield* body ?? [];
    } catch (cause) {
      throw new BegatError("invalid", `/${path}: broke off: ${reasonOf(cause as Error)}`, {}, { cause });
    }
  }

  /** What is read of an answer, asked for again while the server is away or breaks off, no sooner than it asks for. */
  async #ask<T>(
    path: string,
    query: Query,
    read: (response: Response) => Promise<T>,
    { body, attemptsAt500 = ATTEMPTS }: Asked = {},
  ): Promise<T> {
    const url = new URL(path, this.#base);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    for (let attempt = 1; ; attempt++) {
      let most = ATTEMPTS;
      try {
        const response = await this.#fetch(url, body);
        if (response.status === 500) most = attemptsAt500;
        if (!response.ok) throw await refusal(response, url);
        return await read(response);
      } catch (cause) {
        const error = cause instanceof BegatError ? cause : unreachable(url, cause as Error);
        if (error.code !== "unavailable") throw error;
        const pause = Math.max(DELAY_MS * 2 ** (attempt - 1), 1000 * Number(error.details.retry_after ?? 0));
        // One that answers other questions is not away: going on is worth it.
        if (attempt >= most || pause > LONGEST_WAIT_MS)
          throw (await this.#isAway()) ? error : new Error(error.message, { cause: error });
        await wait(pause);
      }
    }
  }

  /** Whether the server does not answer what every MLflow server answers. */
  async #isAway(): Promise<boolean> {
    const url = new URL(`${API}experiments/search?max_results=1`, this.#base);
    try {
      const response = await this.#fetch(url, undefined);
      await textOf(response);
      return !response.ok;
    } catch {
      return true;
    }
  }

  /** A file may take long to come, its beginning may not. */
  async #fetch(url: URL, body: object | undefined): Promise<Response> {
    const headers = { ...this.#headers, ...(body !== undefined && { "content-type": "application/json" }) };
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(new Error("no answer in time")), TIMEOUT_MS);
    try {
      const said = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
      return await fetch(url, { ...said, headers, signal: abort.signal });
    } finally {
      clearTimeout(timer);
    }
  }
}

/** A part of a URL as it was meant: what is no encoding stands for itself. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function authorization(env: Env, user: string, password: string): Readonly<Record<string, string>> {
  const name = user || env.MLFLOW_TRACKING_USERNAME;
  if (name) {
    const pair = `${name}:${user ? password : (env.MLFLOW_TRACKING_PASSWORD ?? "")}`;
    return { authorization: `Basic ${Buffer.from(pair).toString("base64")}` };
  }
  const token = env.MLFLOW_TRACKING_TOKEN;
  return token ? { authorization: `Bearer ${token}` } : {};
}

function unreachable({ origin }: URL, cause: Error): BegatError {
  return new BegatError("unavailable", `${origin}: ${reasonOf(cause)}`, {}, { cause });
}

async function refusal(response: Response, { origin, pathname }: URL): Promise<BegatError> {
  const text = await textOf(response).catch(() => "");
  const { status, statusText } = response;
  const [, message = text.slice(0, 200)] = /"message":\s*"((?:[^"\\]|\\.)*)"/.exec(text) ?? [];
  const said = `${origin}${pathname}: ${status} ${(isPage(text) ? "" : message) || statusText}`;
  if (status === 401) return new BegatError("unauthenticated", `${said}; ${CREDENTIALS}`);
  if (status === 429 || status >= 500) return away(said, retryAfter(response));
  const asked = isPage(text) ? `${said}; ${WHERE}` : said;
  return new BegatError(status === 404 ? "not_found" : "invalid", asked);
}

function away(said: string, retry_after: number | undefined): BegatError {
  if (retry_after === undefined) return new BegatError("unavailable", said);
  return new BegatError("unavailable", `${said}; it asks to be left alone for ${retry_after} s`, {
    retry_after,
  });
}

/** The seconds that a server asks to wait, which it may say as a date. */
function retryAfter({ headers }: Response): number | undefined {
  const said = headers.get("retry-after") ?? "";
  const seconds = /^\d+$/.test(said) ? Number(said) : Math.ceil((Date.parse(said) - Date.now()) / 1000);
  return seconds > 0 ? seconds : undefined;
}

async function fieldOf(response: Response, method: string): Promise<Field> {
  const text = await textOf(response);
  if (isPage(text))
    throw new BegatError("invalid", `${response.url.split("?")[0]}: answers with a page; ${WHERE}`);
  return parseJson(text, method);
}

/** Whether an answer is HTML, as from MLflow's neighbours or a proxy before it. */
function isPage(text: string): boolean {
  return /^\s*</.test(text);
}

/** The text of an answer. Throws `too_large` for one over the limit. */
async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_ANSWER)
      throw new BegatError("too_large", `${response.url}: answers over ${MAX_ANSWER} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function reasonOf({ message, cause }: Error): string {
  if (!(cause instanceof Error) || cause.message === "") return message;
  const { code = "" } = cause as NodeJS.ErrnoException;
  if (/SELF_SIGNED|^UNABLE_TO/.test(code))
    return `${cause.message}; name it in NODE_EXTRA_CA_CERTS to trust it`;
  // OpenSSL's message has its addresses and its source files.
  return code.startsWith("ERR_SSL") ? code : cause.message;
}

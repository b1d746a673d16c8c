import { BegatError } from "@begat/core";
import { errorOf, isTransient, unreachable } from "./errors.ts";
import { type Query, queryString } from "./query-string.ts";
import type { Settings } from "./settings.ts";
import { writeJson } from "./write-json.ts";

const ATTEMPTS = 4;
const FIRST_DELAY_MS = 200;
const LONGEST_WAIT_MS = 10_000;
const TIMEOUT_MS = 60_000;

/** What goes out. */
export interface Outgoing {
  readonly method: "GET" | "HEAD" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly query?: Query;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Makes the bytes to send, anew for each attempt. */
  readonly bytes?: () => Uint8Array<ArrayBuffer> | Blob | ReadableStream<Uint8Array>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether sending it twice does no more than once: then it is tried again. */
  readonly idempotent: boolean;
  readonly signal?: AbortSignal;
}

/** Sends requests to one server and turns what goes wrong into a `BegatError`. */
export class Transport {
  readonly url: string;
  readonly #settings: Settings;

  constructor(settings: Settings) {
    this.url = settings.url;
    this.#settings = settings;
  }

  /** The JSON of the answer. `unavailable` when the server cannot be reached. */
  async json<T>(outgoing: Outgoing): Promise<T> {
    return JSON.parse(await this.text(outgoing)) as T;
  }

  /** The text of the answer. */
  text(outgoing: Outgoing): Promise<string> {
    return this.#retrying(outgoing, async () => {
      const response = await this.#once(withTimeout(outgoing));
      return this.#reading(response.text());
    });
  }

  /** The answer, its body unread. */
  response(outgoing: Outgoing): Promise<Response> {
    return this.#retrying(outgoing, () => this.#once(outgoing));
  }

  async #retrying<T>(outgoing: Outgoing, attempt: () => Promise<T>): Promise<T> {
    for (let tried = 1; ; tried++) {
      try {
        return await attempt();
      } catch (error) {
        if (!outgoing.idempotent || tried >= ATTEMPTS || !isTransient(error)) throw error;
        const wait = waitBefore(tried, error);
        if (wait > LONGEST_WAIT_MS) throw error;
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
  }

  async #once(outgoing: Outgoing): Promise<Response> {
    const { method, path, query, signal } = outgoing;
    const response = await this.#reading(
      this.#settings.fetch(`${this.url}${path}${queryString(query)}`, {
        method,
        headers: this.#headers(outgoing),
        ...(signal && { signal }),
        ...body(outgoing),
      }),
    );
    if (response.ok) return response;
    throw errorOf(response, await this.#reading(response.text()), this.url);
  }

  #headers({ json, headers }: Outgoing): Record<string, string> {
    const { token } = this.#settings;
    return {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(json !== undefined && { "content-type": "application/json" }),
      ...headers,
    };
  }

  async #reading<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      throw unreachable(error, this.url);
    }
  }
}

/** An upload may take as long as it moves. */
function withTimeout(outgoing: Outgoing): Outgoing {
  return outgoing.bytes === undefined ? { signal: AbortSignal.timeout(TIMEOUT_MS), ...outgoing } : outgoing;
}

function body({ json, bytes }: Outgoing): object {
  if (json !== undefined) return { body: writeJson(json) };
  // A stream can only be sent half-duplex, and fetch wants that said. Without `window` and redirects, fetch in Node keeps
  // no copy of the stream for sending it again: that copy would be the whole artifact, in memory.
  return bytes === undefined ? {} : { body: bytes(), duplex: "half", redirect: "error", window: null };
}

/** Half to the whole of a delay that doubles, and never less than the server asks for. */
function waitBefore(tried: number, error: unknown): number {
  const delay = FIRST_DELAY_MS * 2 ** (tried - 1) * (0.5 + Math.random() / 2);
  const asked = error instanceof BegatError ? error.details.retry_after : undefined;
  return typeof asked === "number" ? Math.max(delay, asked * 1000) : delay;
}

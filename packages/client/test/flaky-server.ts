import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What the server does with a request: `dies-after` records it and cuts the connection before the answer. */
export type Mood = "well" | "dies-before" | "dies-after" | "503" | "429" | "401" | "404";

type Body = Readonly<Record<string, unknown>>;

/**
 * A server that takes messages and bytes as Begat does, and goes away on demand. Each message of its tests sets `n` of
 * one run; `revisions` has every value that changed what was there, so that a message that is lost, comes too late or
 * comes back after a later one shows.
 */
export class FlakyServer {
  readonly revisions = new Map<string, unknown[]>();
  readonly stored = new Map<string, number>();
  requests = 0;
  /** The moods of the next requests; well when there is none. */
  moods: Mood[] = [];
  /** The longest body that the proxy in front of it lets through. */
  maxBytes = Number.POSITIVE_INFINITY;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(() => response.destroy());
    });
  }

  static async start(): Promise<FlakyServer> {
    const server = new FlakyServer();
    await new Promise<void>((resolve) => server.#server.listen(0, "127.0.0.1", resolve));
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.requests += 1;
    const mood = this.moods.shift() ?? "well";
    if (mood === "dies-before") return void request.socket.destroy();
    const body = await read(request);
    if (mood === "404") return proxyRefuses(response, 404);
    if (body.length > this.maxBytes) return proxyRefuses(response, 413);
    if (mood === "503" || mood === "429" || mood === "401") return refuse(response, Number(mood));
    const answer = this.#take(request, body);
    if (mood === "dies-after") return void request.socket.destroy();
    response.writeHead(answer === undefined ? 404 : 200, { "content-type": "application/json" });
    response.end(answer ?? "");
  }

  #take({ method, url = "" }: IncomingMessage, body: Buffer): string | undefined {
    if (url.startsWith("/artifacts/sha256/")) {
      const hex = url.slice("/artifacts/sha256/".length);
      if (method === "HEAD") return this.stored.has(hex) ? "" : undefined;
      if (createHash("sha256").update(body).digest("hex") !== hex) throw new Error("other bytes");
      this.stored.set(hex, (this.stored.get(hex) ?? 0) + 1);
      return receipt(`sha256:${hex}`);
    }
    if (url !== "/metadata/batch") return this.#record(JSON.parse(body.toString()));
    const items = body
      .toString()
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { readonly run: Body });
    return items.map(({ run }) => `${this.#item(run)}\n`).join("");
  }

  #item(run: Body): string {
    if (run.status === "bad") {
      return JSON.stringify({
        status: 400,
        error: { code: "invalid", message: "status: is bad", details: {} },
      });
    }
    return `{"status":200,"receipt":${this.#record(run)}}`;
  }

  #record({ run_id, status }: Body): string {
    const id = `run:${run_id}`;
    const known = this.revisions.get(id) ?? [];
    if (known.at(-1) !== status) this.revisions.set(id, [...known, status]);
    return receipt(id);
  }
}

function receipt(id: string): string {
  return JSON.stringify({ id, seq: 1, status: "updated", warnings: [] });
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { "content-type": "application/json", "retry-after": "60" });
  const code = { 503: "unavailable", 429: "rate_limited", 401: "unauthenticated" }[status];
  response.end(JSON.stringify({ error: { code, message: "not now", details: {} } }));
}

function proxyRefuses(response: ServerResponse, status: number): void {
  response.writeHead(status, { "content-type": "text/html" });
  response.end("<html>not here</html>");
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

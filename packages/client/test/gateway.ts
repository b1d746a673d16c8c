import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a gateway does with a request before it passes it on. */
export type Mishap = (incoming: IncomingMessage, answer: ServerResponse) => boolean;

/** A gateway in front of a real server, on which requests can meet a mishap. */
export class Gateway {
  /** Returns true when it dealt with the request. */
  mishap: Mishap = () => false;
  /** The requests that came, as method and path. */
  readonly seen: string[] = [];
  readonly #server: Server;

  private constructor(target: string) {
    this.#server = createServer((incoming, answer) => {
      this.seen.push(`${incoming.method} ${incoming.url}`);
      if (!this.mishap(incoming, answer)) pass(target, incoming, answer);
    });
  }

  static async to(target: string): Promise<Gateway> {
    const gateway = new Gateway(target);
    await new Promise<void>((resolve) => gateway.#server.listen(0, "127.0.0.1", resolve));
    return gateway;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  breakConnections(): void {
    this.#server.closeAllConnections();
  }

  close(): void {
    this.breakConnections();
    this.#server.close();
  }
}

/** Sends a request on; when the connection of the client breaks, so does that to the server. */
function pass(target: string, incoming: IncomingMessage, answer: ServerResponse): void {
  const outgoing = request(`${target}${incoming.url}`, {
    method: incoming.method ?? "GET",
    headers: incoming.headers,
  });
  outgoing.on("response", (from) => {
    answer.writeHead(from.statusCode ?? 500, from.headers);
    from.pipe(answer);
  });
  outgoing.on("error", () => answer.destroy());
  incoming.on("close", () => {
    if (!incoming.complete) outgoing.destroy();
  });
  incoming.pipe(outgoing);
}

/** Passes the body of a request on up to a number of bytes, then breaks the connection on both sides. */
export function cutAfter(target: string, bytes: number): Mishap {
  return (incoming, answer) => {
    const outgoing = request(`${target}${incoming.url}`, {
      method: incoming.method ?? "GET",
      headers: incoming.headers,
    });
    outgoing.on("error", () => {});
    let left = bytes;
    incoming.on("data", (chunk: Buffer) => {
      outgoing.write(chunk.subarray(0, left));
      left -= chunk.length;
      if (left > 0) return;
      incoming.removeAllListeners("data");
      setTimeout(() => {
        outgoing.destroy();
        answer.destroy();
      }, 100);
    });
    return true;
  };
}

import { request as httpRequest, type IncomingMessage } from "node:http";
import { gunzipSync } from "node:zlib";

/** A request as it goes over the wire: the path as it is, for clients of good manners tidy it up. */
export interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface Reply {
  readonly status: number;
  readonly text: string;
  readonly ms: number;
}

/** Sends a request and reads the whole answer, a status of 0 for a connection that ended without one. */
export function send(url: string, { method, path, headers, body }: Request): Promise<Reply> {
  const { hostname, port } = new URL(url);
  const began = performance.now();
  return new Promise((resolve) => {
    const answered = (status: number, text: string) =>
      resolve({ status, text, ms: performance.now() - began });
    const sent = httpRequest({ hostname, port, method, path, headers, timeout: 30_000 }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("error", () => answered(response.statusCode ?? 0, ""));
      response.on("end", () => answered(response.statusCode ?? 0, textOf(response, Buffer.concat(chunks))));
    });
    sent.on("timeout", () => sent.destroy());
    // A server that refuses a body early ends the connection: the answer may be lost, the request was not served.
    sent.on("error", () => answered(0, ""));
    // Node's client says of a GET or DELETE alone not how long its body is: its bytes would be the next request.
    if (body !== undefined) sent.setHeader("content-length", Buffer.byteLength(body));
    sent.end(body);
  });
}

function textOf({ headers }: IncomingMessage, bytes: Buffer): string {
  const isPacked = headers["content-encoding"] === "gzip" && bytes.length > 0;
  return (isPacked ? gunzipSync(bytes) : bytes).toString();
}

/** A request with the headers of its body, and others. */
export function requestOf(
  method: string,
  path: string,
  sent: Pick<Request, "headers" | "body">,
  headers: Readonly<Record<string, string>> = {},
): Request {
  // What the client in use would not even send is no test of the server.
  return {
    ...sent,
    method,
    path: path.replace(/[^\x21-\x7e]/g, ""),
    headers: { ...headers, ...sent.headers },
  };
}

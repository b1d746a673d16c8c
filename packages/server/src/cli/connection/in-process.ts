import { Readable } from "node:stream";
import type { ReadableStream as WebStream } from "node:stream/web";
import type { App } from "../../main.ts";
import type { Fetch } from "./connection.ts";

type Injected = Awaited<ReturnType<App["http"]["inject"]>>;

/** A `fetch` that asks a server within this process, which listens nowhere. Bodies are streamed both ways. */
export function fetchWithin(app: App): Fetch {
  return async (url, init) => {
    const request = new Request(url, { ...init, duplex: "half" } as RequestInit);
    const { pathname, search } = new URL(url);
    const answer: Injected = await app.http.inject({
      method: request.method as "GET",
      url: pathname + search,
      headers: Object.fromEntries(request.headers),
      payloadAsStream: true,
      ...(request.body !== null && { payload: Readable.fromWeb(request.body as WebStream) }),
    });
    const headers = Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)]);
    const empty = request.method === "HEAD" || answer.statusCode === 204;
    const stream = answer.stream();
    if (empty) stream.resume();
    return new Response(empty ? null : (Readable.toWeb(stream) as unknown as ReadableStream), {
      status: answer.statusCode,
      statusText: answer.statusMessage,
      headers,
    });
  };
}

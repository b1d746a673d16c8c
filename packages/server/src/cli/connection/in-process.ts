import { Readable } from "node:stream";
import type { ReadableStream as WebStream } from "node:stream/web";
import type { App } from "../../main.ts";

type Injected = Awaited<ReturnType<App["http"]["inject"]>>;

/** A `fetch` that asks a server within this process, which listens nowhere. Bodies are streamed both ways. */
export function fetchWithin(app: App): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, { ...init, duplex: "half" } as RequestInit);
    const { pathname, search } = new URL(request.url);
    const answer: Injected = await app.http.inject({
      method: request.method as "GET",
      url: pathname + search,
      headers: Object.fromEntries(request.headers),
      payloadAsStream: true,
      ...(request.body !== null && { payload: Readable.fromWeb(request.body as WebStream) }),
    });
    return toResponse(answer, request.method);
  };
}

function toResponse(answer: Injected, method: string): Response {
  const { statusCode: status, statusMessage: statusText } = answer;
  const headers = Object.entries(answer.headers).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  const stream = answer.stream();
  const empty = method === "HEAD" || status === 204;
  if (empty) stream.resume();
  const body = empty ? null : (Readable.toWeb(stream) as unknown as ReadableStream);
  return new Response(body, { status, statusText, headers });
}

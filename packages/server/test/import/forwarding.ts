import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/**
 * A server in front of another one, which notes what is asked and answers `unknown` addresses, or those with that in them, with a
 * status alone, or breaks off in the middle of an answer.
 */
export async function forwarding(
  to: string,
  asked: string[],
  unknown: string | ((url: string) => boolean) = () => false,
  status: number | "broken off" = 404,
) {
  const isUnknown = typeof unknown === "string" ? (url: string) => url.includes(unknown) : unknown;
  const front = createServer(async (request, response) => {
    const { url = "", method = "GET", headers } = request;
    asked.push(url);
    if (isUnknown(url)) {
      if (status !== "broken off") return response.writeHead(status).end();
      return response.writeHead(200).write("{", () => response.destroy());
    }
    const body = method === "GET" ? undefined : await text(request);
    const type = headers["content-type"] ?? "";
    const answer = await fetch(to + url, {
      method,
      headers: { "content-type": type },
      ...(body && { body }),
    });
    response.writeHead(answer.status).end(Buffer.from(await answer.arrayBuffer()));
  });
  await once(front.listen(0, "127.0.0.1"), "listening");
  const { port } = front.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => front.close() };
}

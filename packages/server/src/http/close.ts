import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { FastifyInstance } from "fastify";

/**
 * Lets a closing server end at once: it ends the answers that have no end of their own, and the connections on which
 * no request came yet, such as browsers open in advance. Requests under way are still answered.
 */
export function endOnClose(app: FastifyInstance, streams: ReadonlySet<ServerResponse>): void {
  const unused = new Set<Socket>();
  app.server.on("connection", (socket: Socket) => {
    unused.add(socket);
    socket.once("close", () => unused.delete(socket));
  });
  app.server.on("request", (request) => unused.delete(request.socket));
  app.addHook("preClose", async () => {
    for (const stream of streams) stream.end();
    for (const socket of unused) socket.destroy();
  });
}

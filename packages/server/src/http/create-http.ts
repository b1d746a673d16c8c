import { randomBytes } from "node:crypto";
import type { ServerResponse } from "node:http";
import compress from "@fastify/compress";
import Fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from "fastify";
import { COMPRESSED_FROM } from "../query/encode-answer.ts";
import { addRoute } from "./add-route.ts";
import { answerBadRequest } from "./bad-request.ts";
import { takeJson } from "./body.ts";
import { endOnClose } from "./close.ts";
import { sendAnswer, sendError } from "./errors.ts";
import { Gate } from "./gate.ts";
import { SECURITY_HEADERS } from "./headers.ts";
import { unserved } from "./mlflow/unserved.ts";
import type { HttpDeps } from "./ports.ts";
import { ROUTES } from "./routes.ts";

const MAX_HEADERS = 64 * 1024;

/** Makes the HTTP surface; the caller lets it listen and closes it. */
export function createHttp(deps: HttpDeps): FastifyInstance {
  const app = newServer(deps);
  const surface = { deps, gate: new Gate(deps.access, deps.tokens), streams: new Set<ServerResponse>() };
  app.decorateRequest("caller");
  app.addHook("onRequest", (request, reply, done) => {
    reply.headers(SECURITY_HEADERS).header("x-request-id", request.id);
    // Before the body is looked at, which may be of any type there.
    if (request.is404) notFound(request, reply);
    else done();
  });
  app.setErrorHandler(sendError);
  takeJson(app);
  app.register(compress, {
    global: false,
    encodings: ["gzip"],
    threshold: COMPRESSED_FROM,
    zlibOptions: { level: 1 },
  });
  // Kinds of bodies have parsers of their own, so each route has a scope of its own.
  for (const route of ROUTES) app.register(async (scope) => addRoute(scope, route, surface));
  endOnClose(app, surface.streams);
  return app;
}

const ADDRESSES = ROUTES.map(({ method, url }) => ({ method, pattern: patternOf(url) }));

function patternOf(url: string): RegExp {
  return new RegExp(`^${url.replace(/\{(?:id|path)\}/, ".+").replace(/\{\w+\}/g, "[^/]+")}$`);
}

/** Tells an address that is not there from a method that is not allowed. */
function notFound(request: FastifyRequest, reply: FastifyReply): void {
  const [path = ""] = request.url.split("?");
  const missing = unserved(path);
  if (missing !== undefined) {
    sendAnswer(reply, "not_implemented", `${missing} are not served here; docs/mlflow.md lists what is`);
    return;
  }
  const allowed = ADDRESSES.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
  if (allowed.length === 0) {
    sendAnswer(reply, "not_found", "there is nothing at this address; GET /openapi.json lists them all");
    return;
  }
  reply.header("allow", allowed.join(", "));
  sendAnswer(reply, "method_not_allowed", `${request.method} is not allowed here; ${allowed.join(", ")} is`);
}

function newServer(deps: HttpDeps): FastifyInstance {
  const start = randomBytes(4).toString("hex");
  let count = 0;
  return Fastify({
    loggerInstance: deps.logger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => `${start}-${(++count).toString(36)}`,
    exposeHeadRoutes: false,
    forceCloseConnections: "idle",
    return503OnClosing: false,
    http: { maxHeaderSize: MAX_HEADERS },
    frameworkErrors: (error, request, reply) =>
      sendError(error, request as FastifyRequest, reply as FastifyReply),
    clientErrorHandler: answerBadRequest,
  });
}

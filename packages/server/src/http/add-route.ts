import type { ServerResponse } from "node:http";
import type { FastifyInstance, FastifyRequest, RouteHandlerMethod } from "fastify";
import type { TSchema } from "typebox";
import { strict } from "../intake/native/fields.ts";
import { shapeOf } from "../intake/native/shape.ts";
import { gunzipBody, takeBytes, takeStream } from "./body.ts";
import type { Gate } from "./gate.ts";
import { refuseNul } from "./nul.ts";
import { pathId, restOfPath } from "./path-id.ts";
import type { HttpDeps } from "./ports.ts";
import { queryReader } from "./query-string.ts";
import { BYTES_TYPE, isMedia, type Media, type Route } from "./route.ts";

/** What all routes share. */
export interface Surface {
  readonly deps: HttpDeps;
  readonly gate: Gate;
  readonly streams: Set<ServerResponse>;
}

/** Adds one route of the table: who may call it, what body it takes, what is checked before its handler. */
export function addRoute(app: FastifyInstance, route: Route, surface: Surface): void {
  const streams = isMedia(route.body) ? (route.body as readonly Media[]) : [];
  const takesBytes = streams.some(({ type }) => type === BYTES_TYPE);
  if (takesBytes) takeBytes(app);
  else {
    for (const { type, raw } of streams)
      if (raw === true || !app.hasContentTypeParser(type)) takeStream(app, type);
  }
  app.route({
    method: route.method,
    url: fastifyUrl(route.url),
    onRequest: surface.gate.hook(route.scope),
    ...(route.body === undefined || takesBytes ? {} : { preParsing: gunzipBody }),
    ...(route.method === "GET" && !isMedia(route.answer) ? { compress: {} } : {}),
    handler: handlerOf(route, surface),
  });
}

function handlerOf(route: Route, { deps, streams }: Surface): RouteHandlerMethod {
  const readQuery =
    route.readsQuery === true ? (query: unknown) => query : queryReader(route.query ?? strict({}));
  const readId = idReader(route.url);
  const checkBody: ((value: unknown) => void) | undefined =
    route.body === undefined || isMedia(route.body) || route.readsBody === true
      ? undefined
      : shapeOf(route.body as TSchema);
  return (request, reply) => {
    checkBody?.(request.body);
    refuseNul(textsOf(request));
    const query = readQuery(request.query);
    const { caller, body } = request;
    return route.handler({ deps, streams, caller, query, body, id: readId(request), request, reply });
  };
}

type Texts = Readonly<Record<string, string | readonly string[]>>;

/** What an address says: its query, and the segments that have names. What a wildcard stands for, its route reads. */
function textsOf({ query, params }: FastifyRequest): Texts {
  const { "*": _rest, ...segments } = params as Readonly<Record<string, string>>;
  return { ...(query as Texts), ...segments };
}

function idReader(url: string): (request: FastifyRequest) => string {
  const [, prefix = "", name, suffix = ""] = /^(.*)\{(\w+)\}(.*)$/.exec(url) ?? [];
  if (name === undefined) return () => "";
  if (name === "path") return (request) => restOfPath(request.raw.url ?? "", prefix);
  if (name === "id") return (request) => pathId(request, prefix, suffix);
  return (request) => (request.params as Readonly<Record<string, string>>)[name] ?? "";
}

/** An id or a path may have slashes, so it is a wildcard, and what follows it is looked for at the end. */
function fastifyUrl(url: string): string {
  return url.replace(/\{(?:id|path)\}.*$/, "*").replace(/\{(\w+)\}/g, ":$1");
}

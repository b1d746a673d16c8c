import { STATUS_CODES } from "node:http";
import type { TObject, TSchema } from "typebox";
import { ANSWER_STATUS, type AnswerCode } from "./errors.ts";
import { BYTES_TYPE, isMedia, type Media, type Route } from "./route.ts";
import { ErrorSchema } from "./schemas/answers.ts";

type Json = { readonly [name: string]: unknown };
/** What an address and headers of more than 64 KiB are answered with, at any route. */
const HEADERS_TOO_LARGE = 431;

type Components = Map<string, unknown>;

/** The OpenAPI 3.1 document of routes. */
export function documentOf(routes: readonly Route[], version: string): Json {
  const components: Components = new Map();
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    paths[route.url] ??= {};
    (paths[route.url] as Record<string, Json>)[route.method.toLowerCase()] = operationOf(route, components);
  }
  named(ErrorSchema, components);
  return {
    openapi: "3.1.0",
    info: {
      title: "Begat",
      version,
      description:
        "The record of what came from what in machine learning. An id in a path is written as it is, its colon plain, " +
        "or the whole of it through encodeURIComponent.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "http://127.0.0.1:4680" }],
    tags: [...new Set(routes.map(({ group }) => group))].map((name) => ({ name })),
    paths,
    components: {
      schemas: Object.fromEntries([...components].sort(([a], [b]) => (a < b ? -1 : 1))),
      responses: Object.fromEntries(
        [...new Set(routes.flatMap(errorCodes))].sort().map((code) => [code, errorResponse(code)]),
      ),
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "bgt_…; not needed on the loopback address" },
      },
    },
  };
}

function operationOf(route: Route, components: Components): Json {
  const body =
    route.body === undefined
      ? {}
      : { requestBody: { required: !mayBeEmpty(route), content: bodyContent(route, components) } };
  return {
    operationId: operationId(route),
    summary: route.summary,
    tags: [route.group],
    security: route.scope === "public" ? [] : [{ token: [] }],
    ...(route.scope === "public" ? {} : { "x-scope": route.scope }),
    parameters: [...pathParameters(route.url), ...queryParameters(route.query)],
    ...body,
    responses: { ...answersOf(route, components), ...errorsOf(route) },
  };
}

/** Nothing at all is what an empty file holds. */
function mayBeEmpty({ body }: Route): boolean {
  return isMedia(body) && (body as readonly Media[]).some(({ type }) => type === BYTES_TYPE);
}

function bodyContent(route: Route, components: Components): Json {
  const { body, example } = route;
  if (isMedia(body)) return mediaContent(body);
  const schema = named(body as TSchema, components);
  return { "application/json": example === undefined ? { schema } : { schema, example } };
}

function answersOf({ method, answer, others }: Route, components: Components): Json {
  const answers = Object.entries({ 200: answer, ...others });
  return Object.fromEntries(
    answers.map(([status, one]) => {
      if (isMedia(one)) {
        const { description } = one as Media;
        return [status, method === "HEAD" ? { description } : { description, content: mediaContent(one) }];
      }
      const description = status === "200" ? "done" : STATUS_CODES[status];
      return [status, { description, content: { "application/json": { schema: named(one, components) } } }];
    }),
  );
}

function mediaContent(media: Media | readonly Media[]): Json {
  const list = Array.isArray(media) ? (media as readonly Media[]) : [media as Media];
  return Object.fromEntries(list.map(({ type, description }) => [type, { schema: { description } }]));
}

function pathParameters(url: string): readonly Json[] {
  return [...url.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: name === "hex" ? { type: "string", pattern: "^[0-9a-f]{64}$" } : { type: "string" },
    ...(name === "id" ? { example: "ds:users:v12", description: "the id; it may have slashes" } : {}),
  }));
}

function queryParameters(query: TObject | undefined): readonly Json[] {
  const required = new Set<string>((query?.required as readonly string[] | undefined) ?? []);
  return Object.entries((query?.properties ?? {}) as Readonly<Record<string, TSchema>>).map(
    ([name, schema]) => ({
      name,
      in: "query",
      required: required.has(name),
      // A list is one text, joined by commas.
      ...("items" in schema ? { style: "form", explode: false } : {}),
      schema: plain(schema),
    }),
  );
}

function errorsOf(route: Route): Json {
  const statuses = errorCodes(route).map((code) => [ANSWER_STATUS[code], code] as const);
  return Object.fromEntries(
    [...statuses, [HEADERS_TOO_LARGE, "too_large"] as const].map(
      ([status, code]) => [`${status}`, { $ref: `#/components/responses/${code}` }] as const,
    ),
  );
}

/** Parameters and members that name what must be there. */
const NAMING = ["as_of", "first", "from", "ids", "node", "seq", "seqs", "strict"];

function errorCodes({ scope, method, url, query, body, errors = [] }: Route): readonly AnswerCode[] {
  const said = { ...query?.properties, ...(body as TObject | undefined)?.properties };
  return [
    "invalid",
    "forbidden",
    ...(scope === "public" ? [] : (["unauthenticated", "rate_limited"] as const)),
    ...(url.includes("{") || NAMING.some((name) => name in said) ? (["not_found"] as const) : []),
    ...(method === "GET" || method === "HEAD" ? [] : (["conflict"] as const)),
    ...(body === undefined ? [] : (["too_large"] as const)),
    "unavailable",
    ...errors,
  ];
}

function errorResponse(code: AnswerCode): Json {
  return {
    description: code,
    content: {
      "application/json": {
        schema: { $ref: "#/components/schemas/Error" },
        example: {
          error: { code, message: "metrics.auc: must be a number", details: { field: "metrics.auc" } },
        },
      },
    },
  };
}

/** A reference to a schema that has a title, or the schema itself; its own parts likewise. */
function named(schema: TSchema, components: Components): unknown {
  const { title, ...rest } = plain(schema) as { readonly title?: string };
  const inlined = mapValues(rest, components);
  if (title === undefined) return inlined;
  components.set(title, inlined);
  return { $ref: `#/components/schemas/${title}` };
}

function mapValues(value: unknown, components: Components): unknown {
  if (Array.isArray(value)) return value.map((item) => mapValues(item, components));
  if (typeof value !== "object" || value === null) return value;
  if ("title" in value && typeof value.title === "string") return named(value as TSchema, components);
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, mapValues(member, components)]),
  );
}

/** The schema as plain JSON. */
function plain(schema: TSchema): unknown {
  return JSON.parse(JSON.stringify(schema));
}

function operationId({ method, url }: Route): string {
  const words = url.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  return method.toLowerCase() + words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join("");
}

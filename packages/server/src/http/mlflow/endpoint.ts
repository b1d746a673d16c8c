import { isObject, type JsonValue } from "@begat/core";
import Type, { type TSchema } from "typebox";
import type { Field, Members, Message, Said } from "../../intake/mlflow/message.ts";
import { invalidParameter } from "../../intake/mlflow/refusals.ts";
import type { Needed } from "../gate.ts";
import { type Call, type Media, type Route, route } from "../route.ts";

type Fields = { readonly [name: string]: Field<unknown> };

/** What an MLflow address does. */
interface Endpoint<F extends Fields> {
  readonly method: Route["method"];
  readonly scope: Needed;
  readonly summary: string;
  readonly message: Message<F>;
  /** Answers an object, its JSON text, or a stream whose type it has set. */
  readonly handler: (call: Call, said: Said<F>) => unknown;
}

interface Addressed {
  /** What follows `/api/2.0`, or `/api/3.0`. */
  readonly path: string;
  readonly version?: 2 | 3;
}

/** The routes of an endpoint: for clients under `/api`, for pages under `/ajax-api`. */
export function endpoint<F extends Fields>({
  path,
  version,
  ...of
}: Endpoint<F> & Addressed): readonly Route[] {
  return urlsOf(path, version).map((url) => fixed(url, of));
}

/** The same for a body or an answer that is no JSON message. */
export function surfaces({
  path,
  version,
  ...of
}: Omit<Route, "url" | "group"> & Addressed): readonly Route[] {
  return urlsOf(path, version).map((url) =>
    route({ ...(of as Plain), url, group: "mlflow", readsQuery: true }),
  );
}

type Plain = Omit<Route, "url" | "group" | "query"> & { readonly body?: TSchema | readonly Media[] };

function urlsOf(path: string, version: 2 | 3 = 2): readonly string[] {
  return [`/api/${version}.0${path}`, `/ajax-api/${version}.0${path}`];
}

/** An endpoint that has one address. */
export function fixed<F extends Fields>(
  url: string,
  { method, scope, summary, message, handler }: Endpoint<F>,
): Route {
  return route({
    method,
    url,
    scope,
    group: "mlflow",
    summary,
    ...(method === "GET" ? {} : { body: Type.Unknown(), readsBody: true }),
    readsQuery: true,
    answer: Type.Unknown(),
    handler: async (given) => {
      const call = given as Call;
      const said = message.read({ ...membersOf(call, message), ...(call.request.params as Members) });
      call.reply.type("application/json");
      return handler(call, said);
    },
  });
}

function membersOf({ request, body }: Call, { fields }: Message<Fields>): Members {
  if (request.method === "GET") return queryMembers(request.query as Query, fields);
  if (body === undefined || body === null) return {};
  const value = body as JsonValue;
  if (isObject(value)) return value;
  throw invalidParameter("The body of the request must be a JSON object.");
}

type Query = Readonly<Record<string, string | readonly string[]>>;

/** A query string has no types: a field that may be repeated is a list, any other its last text. */
function queryMembers(query: Query, fields: Fields): Members {
  const members: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(query)) {
    const values = typeof value === "string" ? [value] : [...value];
    const isList = Object.hasOwn(fields, name) && fields[name]?.repeated === true;
    members[name] = isList ? values : (values.at(-1) ?? "");
  }
  return members;
}

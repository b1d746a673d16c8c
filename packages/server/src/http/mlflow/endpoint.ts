import Type from "typebox";
import { type Field, isMembers, type Members, type Message, type Said } from "../../intake/mlflow/message.ts";
import { invalidParameter } from "../../intake/mlflow/refusals.ts";
import type { Needed } from "../gate.ts";
import { type Call, type Route, route } from "../route.ts";

type Fields = { readonly [name: string]: Field<unknown> };

/** One of MLflow's endpoints. */
interface Endpoint<F extends Fields> {
  readonly method: Route["method"];
  /** What follows `/api/2.0`. */
  readonly path: string;
  readonly scope: Needed;
  readonly summary: string;
  readonly message: Message<F>;
  /** `3` where its address begins with `/api/3.0`. */
  readonly version?: 2 | 3;
  /** Answers an object, or its JSON text. */
  readonly handler: (call: Call, said: Said<F>) => unknown;
}

/** The routes of an endpoint: for clients under `/api`, for pages under `/ajax-api`. */
export function endpoint<F extends Fields>(of: Endpoint<F>): readonly Route[] {
  const { method, path, scope, summary, message, version = 2, handler } = of;
  return ["api", "ajax-api"].map((surface) =>
    route({
      method,
      url: `/${surface}/${version}.0${path}`,
      scope,
      group: "mlflow",
      summary,
      ...(method === "GET" ? {} : { body: Type.Unknown(), readsBody: true }),
      readsQuery: true,
      answer: Type.Unknown(),
      handler: async (call) => {
        const answer = await handler(
          call as Call,
          message.read({ ...membersOf(call as Call, message), ...inPath(call as Call) }),
        );
        call.reply.type("application/json");
        return answer;
      },
    }),
  );
}

function membersOf({ request, body }: Call, { fields }: Message<Fields>): Members {
  if (request.method === "GET") return queryMembers(request.query as Query, fields);
  // Old clients send their JSON twice encoded.
  const value = typeof body === "string" ? JSON.parse(body) : body;
  if (value === undefined || value === null) return {};
  if (isMembers(value)) return value;
  throw invalidParameter("The body of the request must be a JSON object.");
}

function inPath({ request }: Call): Members {
  return request.params as Members;
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

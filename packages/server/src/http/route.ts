import type { ServerResponse } from "node:http";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Static, TObject, TSchema } from "typebox";
import type { AnswerCode } from "./errors.ts";
import type { Needed } from "./gate.ts";
import type { Caller, HttpDeps } from "./ports.ts";

/** What a handler is given: everything is checked. */
export interface Call<Q = unknown, B = unknown> {
  readonly deps: HttpDeps;
  /** Answers without an end of their own, which the closing server ends. */
  readonly streams: Set<ServerResponse>;
  readonly caller: Caller;
  readonly query: Q;
  readonly body: B;
  /** The id or the hex digits in the path; empty where it has none. */
  readonly id: string;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Bytes of any type. */
export const BYTES_TYPE = "application/octet-stream";

/** A body or an answer that is no JSON of a schema. */
export interface Media {
  readonly type: string;
  readonly description: string;
  /** Whether JSON, too, reaches the handler as a stream, because it reads it in its own way. */
  readonly raw?: boolean;
}

/**
 * One address. Validation, authorisation, the 405 answers and the OpenAPI document are all read from these.
 * In `url`, `{id}` is the rest of the path up to what follows it, `{path}` the rest of it; any other `{name}` is one segment.
 */
export interface Route {
  readonly method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: string;
  readonly scope: Needed;
  readonly summary: string;
  readonly group: string;
  readonly query?: TObject;
  /** A schema is JSON, checked before the handler; `Media` reaches it as a stream. */
  readonly body?: TSchema | readonly Media[];
  /** Whether the handler checks the body itself. */
  readonly readsBody?: boolean;
  /** Whether the handler checks the query itself. */
  readonly readsQuery?: boolean;
  readonly example?: unknown;
  readonly answer: TSchema | Media;
  /** What it answers beside 200, by status. */
  readonly others?: Readonly<Record<number, TSchema | Media>>;
  /** Its errors beside those that follow from what it takes. */
  readonly errors?: readonly AnswerCode[];
  readonly handler: (call: Call) => unknown;
}

interface Typed<Q extends TObject, B extends TSchema> extends Omit<Route, "query" | "body" | "handler"> {
  readonly query?: Q;
  readonly body?: B | readonly Media[];
  readonly handler: (call: Call<Static<Q>, Static<B>>) => unknown;
}

/** Declares a route whose handler knows the types of its query and body. */
export function route<Q extends TObject, B extends TSchema>(typed: Typed<Q, B>): Route {
  return typed as unknown as Route;
}

/** Whether a body or an answer is a stream of bytes. */
export function isMedia(of: TSchema | Media | readonly Media[] | undefined): of is Media | readonly Media[] {
  return (
    of !== undefined &&
    (Array.isArray(of) || ("type" in of && "description" in of && String(of.type).includes("/")))
  );
}

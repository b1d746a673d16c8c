import { KINDS, RELATIONS } from "@begat/core";
import { streamEvents } from "../events.ts";
import { type Route, route } from "../route.ts";
import { CallerAnswer, HealthAnswer, SchemaAnswer } from "../schemas/answers.ts";

/** The routes about the service itself. */
export const SERVICE_ROUTES: readonly Route[] = [
  route({
    method: "GET",
    url: "/health",
    scope: "public",
    group: "service",
    summary: "Whether it can answer",
    answer: HealthAnswer,
    handler: async ({ deps }) => ({ status: "ok", version: deps.version, entries: await deps.ledger.size() }),
  }),
  route({
    method: "GET",
    url: "/schema",
    scope: "public",
    group: "service",
    summary: "Every kind of node and every relation",
    answer: SchemaAnswer,
    handler: () => ({ kinds: KINDS, relations: RELATIONS }),
  }),
  route({
    method: "GET",
    url: "/whoami",
    scope: "read",
    group: "service",
    summary: "Whom the caller speaks for, and what it may do",
    answer: CallerAnswer,
    handler: ({ caller: { principal, scope } }) => ({ agent: principal, scope }),
  }),
  route({
    method: "GET",
    url: "/events",
    scope: "read",
    group: "service",
    summary: "Entries as they come; Last-Event-ID goes on from one",
    answer: {
      type: "text/event-stream",
      description: "server-sent events: id is the entry number, data the entry",
    },
    handler: streamEvents,
  }),
];

import { Message } from "../../intake/mlflow/message.ts";
import type { Route } from "../route.ts";
import { endpoint, fixed } from "./endpoint.ts";

const NOTHING = new Message({});

/** The endpoints about the server. */
export const SERVER_ROUTES: readonly Route[] = [
  ...endpoint({
    method: "GET",
    path: "/mlflow/server-info",
    version: 3,
    scope: "read",
    summary: "What kind of server it is",
    message: NOTHING,
    // Clients take a SqlStore for one that keeps everything; they know no other such name.
    handler: () => ({ store_type: "SqlStore", workspaces_enabled: false }),
  }),
  fixed("/version", {
    method: "GET",
    scope: "public",
    summary: "The version of the server, as text",
    message: NOTHING,
    handler: ({ deps, reply }) => {
      reply.type("text/plain");
      return deps.version;
    },
  }),
];

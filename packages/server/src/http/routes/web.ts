import { BegatError } from "@begat/core";
import { WEB_HEADERS } from "../headers.ts";
import { type Route, route } from "../route.ts";
import { sendFile } from "../web/send-file.ts";

const INDEX = "index.html";
const NOT_BUILT = `<!doctype html>
<html lang="en">
<title>Begat</title>
<h1>The web app is not built</h1>
<p>The server answers, but this copy of it has no pages. In the repository, run <code>npm run setup</code>
and start the server again.</p>
</html>
`;

/**
 * The web app: one page, and the files that it loads. They hold no data, so they are everybody's; what a link to them
 * has as its query means nothing to them.
 */
export const WEB_ROUTES: readonly Route[] = [
  route({
    method: "GET",
    url: "/",
    scope: "public",
    group: "web",
    summary: "The web app",
    readsQuery: true,
    answer: { type: "text/html", description: "its page" },
    handler: ({ deps, request, reply }) => {
      reply.headers(WEB_HEADERS).header("cache-control", "no-cache");
      const page = deps.web.file(INDEX);
      if (page === undefined) return reply.type("text/html; charset=utf-8").send(NOT_BUILT);
      return sendFile(request, reply, page);
    },
  }),
  route({
    method: "GET",
    url: "/assets/{path}",
    scope: "public",
    group: "web",
    summary: "A file of the web app",
    readsQuery: true,
    answer: { type: "application/octet-stream", description: "the file" },
    handler: ({ deps, id, request, reply }) => {
      const file = deps.web.file(`assets/${id}`);
      if (file === undefined) {
        throw new BegatError(
          "not_found",
          "the web app has no such file; reload the page, it may be a newer one",
        );
      }
      // Its name has a hash of what it holds. A worker lives by the policy of its own file.
      reply.headers(WEB_HEADERS).header("cache-control", "public, max-age=31536000, immutable");
      return sendFile(request, reply, file);
    },
  }),
];

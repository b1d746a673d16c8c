import { createHash } from "node:crypto";
import fc, { type Arbitrary } from "fast-check";
import { NATIVE_ROUTES } from "../../../packages/server/src/http/routes.ts";
import { filter, order } from "./filters.ts";
import { oddHeaders } from "./headers.ts";
import { type Request, requestOf } from "./send.ts";
import { encoded, gzipBomb, nasty, queryOf, sentAs, spoilt } from "./values.ts";

const READS = NATIVE_ROUTES.filter(({ method, url }) => method === "GET" && url !== "/events");
const FILTERED = READS.filter(({ query }) => "filter" in (query?.properties ?? {}));
const MESSAGES = NATIVE_ROUTES.filter(({ method, example }) => method === "POST" && example !== undefined);

/** Filters, orders and cursors over every list that takes them. */
export function searchRequest(): Arbitrary<Request> {
  const said: Readonly<Record<string, Arbitrary<unknown>>> = {
    filter,
    order_by: order,
    by: fc.oneof(fc.constantFrom("params.lr", "tags.team", "status"), nasty),
    metric: fc.oneof(fc.constantFrom("metrics.loss"), nasty),
    columns: fc.oneof(fc.constantFrom("metrics.loss,params.lr"), nasty),
    limit: fc.constantFrom("1", "1000"),
  };
  return fc.constantFrom(...FILTERED).chain(({ url, query }) => {
    const taken = Object.entries(said).filter(([name]) => name in (query?.properties ?? {}));
    const some = fc.record(Object.fromEntries(taken), { requiredKeys: [] });
    return queryOf(some).map((asked) => requestOf("GET", `${url}?${asked}`, { headers: {} }));
  });
}

/** Ids and references in addresses and queries of every read. */
export function readRequest(): Arbitrary<Request> {
  const id = fc.oneof(
    encoded,
    fc
      .tuple(
        fc.constantFrom("ds", "run", "model", "job", "exp", "sha256", "agent", "commit", "x", ""),
        encoded,
      )
      .map((parts) => parts.join(":")),
    fc.tuple(encoded, encoded).map((parts) => `ds:${parts.join("@")}`),
  );
  return fc.constantFrom(...READS).chain((route) => {
    const names = Object.keys(route.query?.properties ?? {});
    const asked = queryOf(
      fc.dictionary(fc.constantFrom("x", ...names), fc.oneof(nasty, filter), { maxKeys: 3 }),
    );
    return fc
      .tuple(id, asked, oddHeaders)
      .map(([at, query, headers]) =>
        requestOf("GET", `${route.url.replace(/\{\w+\}/, at)}?${query}`, { headers: {} }, headers),
      );
  });
}

/** Messages whose examples have had something happen to them. */
export function messageRequest(): Arbitrary<Request> {
  return fc.constantFrom(...MESSAGES).chain(({ url, example }) => {
    const message = spoilt(fc.constant(example));
    const item = message.map((said) => ({ [url.split("/").at(-1) as string]: said }));
    return fc.oneof(
      {
        weight: 100,
        arbitrary: fc
          .tuple(sentAs(message), oddHeaders)
          .map(([sent, odd]) => requestOf("POST", url, sent, odd)),
      },
      {
        weight: 30,
        arbitrary: sentAs(fc.array(item, { maxLength: 3 })).map((sent) =>
          requestOf("POST", "/metadata/batch", sent),
        ),
      },
      {
        weight: 30,
        arbitrary: sentAs(item, "application/x-ndjson").map((sent) =>
          requestOf("POST", "/metadata/batch", sent),
        ),
      },
      { weight: 1, arbitrary: fc.constant(requestOf("POST", url, gzipBomb)) },
    );
  });
}

/** Uploads whole and in parts, of few files, so that the parts meet. */
export function uploadRequest(): Arbitrary<Request> {
  const files = ["", "a", "abcdefghij"].map((text) => ({
    text,
    hex: createHash("sha256").update(text).digest("hex"),
  }));
  const number = fc.constantFrom(
    "0",
    "1",
    "2",
    "5",
    "9",
    "10",
    "11",
    "999999999999999",
    "9999999999999999",
    "-1",
    "*",
    "x",
  );
  const contentRange = fc
    .tuple(number, number, number)
    .map(([from, to, size]) => `bytes ${from}-${to}/${size}`);
  const at = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...files).map(({ hex }) => hex) },
    fc.constantFrom(
      "A".repeat(64),
      "0".repeat(64),
      "0".repeat(63),
      `${"0".repeat(64)}/partial`,
      `${"0".repeat(64)}/verify`,
    ),
    encoded,
  );
  const body = fc.oneof(
    fc.constantFrom(...files).map(({ text }) => text),
    fc.constantFrom("abcde", "fghij", "zz"),
  );
  const headers = fc.oneof(
    fc.record({
      "content-range": fc.oneof(
        { weight: 5, arbitrary: contentRange },
        fc.constantFrom("bytes */10", "bytes 0-4/10", "bytes 5-9/10", "x"),
      ),
    }),
    fc.record({ range: fc.tuple(number, number).map((both) => `bytes=${both.join("-")}`) }),
    oddHeaders,
  );
  const tree = spoilt(
    fc.constant({
      files: files.map(({ hex, text }, index) => ({
        path: `a/${index}`,
        digest: `sha256:${hex}`,
        size: text.length,
      })),
    }),
  );
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .tuple(fc.constantFrom("PUT", "GET", "HEAD"), at, body, headers)
        .map(([method, hex, text, more]) =>
          requestOf(
            method,
            `/artifacts/sha256/${hex}`,
            method === "PUT" ? { headers: {}, body: text } : { headers: {} },
            more,
          ),
        ),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom("partial", "verify"), at)
        .map(([what, hex]) => requestOf("GET", `/artifacts/sha256/${hex}/${what}`, { headers: {} })),
    },
    {
      weight: 1,
      arbitrary: sentAs(tree, "application/vnd.begat.tree+json").map((sent) =>
        requestOf("POST", "/artifacts", sent),
      ),
    },
  );
}

import { gzipSync } from "node:zlib";
import fc, { type Arbitrary } from "fast-check";
import type { Request } from "./send.ts";

/** Texts that have broken some software. */
const TEXTS = [
  "",
  "\0",
  "a\0b",
  "\ud800",
  "\udfff\ud800",
  "💥",
  "\u202e\ufeff",
  "\r\nx: y",
  "__proto__",
  "constructor",
  "toString",
  "'",
  '"',
  "`",
  "\\",
  "%",
  "%00",
  "%ff",
  "%25252e",
  "..",
  "../../etc/passwd",
  "..%2f..%2fetc",
  "file:///etc/passwd",
  "s3://bucket/key",
  "s3://",
  "postgres://u:p@host:99999/db",
  "mlflow-artifacts:/a/b",
  "models:/m/1",
  "runs:/r/model",
  "ds:users:v1",
  "model:m@champion",
  "ds:a@new",
  "run:",
  ":",
  "sha256:0",
  "NaN",
  "-Infinity",
  "1e400",
  "-1",
  "9".repeat(30),
  "2026-13-45T99:99:99Z",
  "+275760-09-13T00:00:00.001Z",
  "a".repeat(300),
  "é".repeat(600),
  "/".repeat(1200),
  "x".repeat(20_000),
  "{}",
  "[",
  "null",
];

/** A text that nobody expects. */
export const nasty: Arbitrary<string> = fc.oneof(
  fc.constantFrom(...TEXTS),
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.tuple(fc.constantFrom(...TEXTS), fc.constantFrom(...TEXTS)).map((both) => both.join("")),
);

const NUMBERS = [
  0,
  -0,
  -1,
  1,
  1.5,
  2 ** 31,
  2 ** 53 - 1,
  2 ** 53,
  2 ** 63,
  1e20,
  -1e308,
  5e-324,
  253402300800000,
];

/** A JSON value that nobody expects. */
export const value: Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: nasty },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(...NUMBERS) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], [{}], [0], [""]),
  },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.dictionary(nasty, nasty, { maxKeys: 3 }) },
  { weight: 1, arbitrary: fc.array(nasty, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.integer({ min: 2, max: 200 }).map(nested) },
);

function nested(depth: number): unknown {
  return depth === 0 ? 1 : depth % 2 === 0 ? [nested(depth - 1)] : { a: nested(depth - 1) };
}

/** The value with one part of it, however deep, replaced, left out or given twice. */
export function spoilt(whole: Arbitrary<unknown>): Arbitrary<unknown> {
  return fc
    .tuple(whole, fc.array(fc.tuple(fc.nat(), fc.option(value)), { minLength: 1, maxLength: 3 }))
    .map(([start, changes]) => {
      return changes.reduce<unknown>(
        (spoiling, [place, by]) => withChange(spoiling, place % Math.max(1, sizeOf(spoiling)), by),
        start,
      );
    });
}

function sizeOf(part: unknown): number {
  if (typeof part !== "object" || part === null) return 1;
  return Object.values(part).reduce((sum: number, member) => sum + sizeOf(member), 1);
}

/** The part at a place, counted from the outside in, becomes another; null leaves it out. */
function withChange(part: unknown, place: number, by: unknown): unknown {
  if (place === 0) return by;
  if (typeof part !== "object" || part === null) return part;
  let rest = place - 1;
  const changed: [string, unknown][] = [];
  for (const [name, member] of Object.entries(part)) {
    const size = sizeOf(member);
    const isHere = rest >= 0 && rest < size;
    if (!isHere) changed.push([name, member]);
    else if (rest > 0 || by !== null) changed.push([name, withChange(member, rest, by)]);
    rest -= size;
  }
  return Array.isArray(part) ? changed.map(([, member]) => member) : Object.fromEntries(changed);
}

const BOMB = gzipSync(Buffer.alloc(20 * 1024 * 1024, " "), { level: 1 });

type Sent = Pick<Request, "headers" | "body">;

/** A JSON value as a body, most often as it should be sent. */
export function sentAs(json: Arbitrary<unknown>, type = "application/json"): Arbitrary<Sent> {
  const text = json.map((item) => JSON.stringify(item) ?? "");
  const typed = (body: string | Uint8Array, more: Readonly<Record<string, string>> = {}): Sent => ({
    headers: { "content-type": type, ...more },
    body,
  });
  const gzip = { "content-encoding": "gzip" };
  return fc.oneof(
    { weight: 20, arbitrary: text.map((body) => typed(body)) },
    { weight: 1, arbitrary: text.map((body) => typed(gzipSync(body), gzip)) },
    { weight: 1, arbitrary: text.map((body) => typed(gzipSync(body).subarray(0, -6), gzip)) },
    { weight: 1, arbitrary: text.map((body) => typed(body, gzip)) },
    { weight: 1, arbitrary: text.map((body) => typed(`\ufeff${body}`)) },
    { weight: 1, arbitrary: text.map((body) => typed(body.slice(0, -1))) },
    { weight: 1, arbitrary: text.map((body) => typed(Buffer.from(body, "latin1"))) },
    { weight: 1, arbitrary: text.map((body) => typed(body, { "content-encoding": "br" })) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 50 }).map((body) => typed(body)) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          text,
          fc.constantFrom("text/plain", "application/json; charset=utf-16", "x", "multipart/form-data"),
        )
        .map(([body, other]) => ({ headers: { "content-type": other }, body })),
    },
  );
}

/** A few kilobytes that become 20 MiB of blanks. */
export const gzipBomb: Sent = {
  headers: { "content-type": "application/json", "content-encoding": "gzip" },
  body: BOMB,
};

/** Part of an address: percent-encoded once, twice, or what must not stand in an address at all left as it is. */
export const encoded: Arbitrary<string> = fc.oneof(
  nasty.map((text) => encodeURIComponent(text.toWellFormed())),
  nasty.map((text) => encodeURIComponent(encodeURIComponent(text.toWellFormed()))),
  nasty.map((text) => encodeURI(text.toWellFormed()).replaceAll("?", "")),
  fc.constantFrom(
    "%",
    "%zz",
    "%c0%af",
    "%ed%a0%80",
    "%00",
    "a%00b",
    "//",
    "/./x",
    "/../x",
    "%2e%2e/x",
    "a;b",
    "[]",
  ),
);

/** A query string of some fields. */
export function queryOf(fields: Arbitrary<Readonly<Record<string, unknown>>>): Arbitrary<string> {
  const pair = ([name, said]: readonly [string, unknown]): readonly string[] => {
    const texts = Array.isArray(said) ? said : [said];
    return texts.map((text) => `${name}=${encodeURIComponent(textOf(text).toWellFormed())}`);
  };
  return fc
    .tuple(
      fields,
      fc.oneof(
        { weight: 9, arbitrary: fc.constant([]) },
        fc.array(fc.tuple(fc.constantFrom("x", "filter", "page_token"), encoded), { maxLength: 1 }),
      ),
    )
    .map(([said, more]) =>
      [...Object.entries(said).flatMap(pair), ...more.map(([name, raw]) => `${name}=${raw}`)].join("&"),
    );
}

function textOf(said: unknown): string {
  return typeof said === "string" ? said : (JSON.stringify(said) ?? "");
}

import fc, { type Arbitrary } from "fast-check";
import { nasty } from "./values.ts";

/** Headers that mean something to a route, with values that mean nothing. */
export const oddHeaders: Arbitrary<Readonly<Record<string, string>>> = fc.dictionary(
  fc.constantFrom(
    "range",
    "content-range",
    "if-match",
    "if-none-match",
    "accept",
    "accept-encoding",
    "accept-version",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-http-method-override",
    "upgrade",
    "te",
    "cookie",
    "last-event-id",
  ),
  fc.oneof(
    nasty.map((text) => text.replace(/[^\t\x20-\x7e\x80-\xff]/g, "").trim()),
    fc.constantFrom(
      "bytes=0-",
      "bytes=5-2",
      "bytes=-0",
      "bytes=0-1,3-4",
      "bytes 0-0/1",
      "bytes */0",
      "bytes 0-9/5",
      "*",
      '"x"',
      "gzip;q=0",
    ),
  ),
  { maxKeys: 2 },
);

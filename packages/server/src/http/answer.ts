import type { Call } from "./route.ts";

/** Says gzip, not with a weight of nothing. Rarer ways to say so are left to the compression of all routes. */
const TAKES_GZIP = /(?:^|[\s,])gzip\s*(?:,|$|;\s*q=(?:1|0\.\d*[1-9]))/i;

/** Puts a question to the readers and answers the bytes that one of them made, with the headers that say what they are. */
export async function answer(call: Call, query: string, args: object): Promise<Uint8Array> {
  const reader = { principal: call.caller.principal };
  const takesGzip = TAKES_GZIP.test(call.request.headers["accept-encoding"] ?? "");
  const { body, encoding } = await call.deps.answer(query, args, reader, takesGzip);
  call.reply.type("application/json");
  if (encoding !== undefined) call.reply.headers({ "content-encoding": encoding, vary: "accept-encoding" });
  return body;
}

import { BegatError, ERROR_STATUS, type ErrorDetails } from "@begat/core";
import type { FastifyReply, FastifyRequest } from "fastify";
import { MAX_BATCH, MAX_JSON } from "./body.ts";
import { mlflowError, speaksMlflow } from "./mlflow/errors.ts";

/** The status of every code an answer can carry: those of the record, and those that only HTTP knows. */
export const ANSWER_STATUS = {
  ...ERROR_STATUS,
  method_not_allowed: 405,
  not_implemented: 501,
  range_not_satisfiable: 416,
  internal: 500,
} as const;

export type AnswerCode = keyof typeof ANSWER_STATUS;

interface ErrorBody {
  readonly error: { readonly code: AnswerCode; readonly message: string; readonly details: ErrorDetails };
}

/** An answer that is an error. */
export interface ErrorAnswer {
  readonly status: number;
  readonly body: ErrorBody;
}

export function errorAnswer(code: AnswerCode, message: string, details: ErrorDetails = {}): ErrorAnswer {
  return { status: ANSWER_STATUS[code], body: { error: { code, message, details } } };
}

/** The answer to anything thrown. What Begat did not foresee is `internal` and says nothing of the inside. */
export function answerTo(error: unknown): ErrorAnswer {
  if (error instanceof BegatError) return errorAnswer(error.code, error.message, error.details);
  const { code, statusCode } = error as { readonly code?: string; readonly statusCode?: number };
  switch (code) {
    case "FST_ERR_CTP_BODY_TOO_LARGE":
      return errorAnswer(
        "too_large",
        `body: has over ${MAX_JSON} bytes; split it, or use /metadata/batch with NDJSON`,
      );
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE":
      return errorAnswer(
        "invalid",
        "content-type: is not one that this address takes; JSON is application/json",
      );
    case "FST_ERR_BAD_URL":
      return errorAnswer("invalid", "the address is not percent-encoded UTF-8");
    case "ECONNRESET":
    case "ERR_STREAM_PREMATURE_CLOSE":
      return errorAnswer("invalid", "body: was cut off; send it again");
  }
  if (isBrokenGzip(error)) return errorAnswer("invalid", "body: is not what gzip writes");
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return errorAnswer("invalid", `the request cannot be read: ${(error as Error).message}`);
  }
  return errorAnswer("internal", "a fault of the server; its log has more under the request id");
}

/** Whether zlib gave up on a body. */
export function isBrokenGzip(error: unknown): boolean {
  return (error as { readonly code?: string }).code?.startsWith("Z_") === true;
}

/** Answers with an error that HTTP alone knows. */
export function sendAnswer(
  reply: FastifyReply,
  code: AnswerCode,
  message: string,
  details: ErrorDetails = {},
): FastifyReply {
  const { status, body } = spoken(reply.request, errorAnswer(code, message, details));
  passBody(reply.request, reply);
  return reply.code(status).type("application/json").send(body);
}

/** Sends the answer to an error; logs what is no fault of the caller, nor of its having gone from a server that ends. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const answer = answerTo(error);
  const { status, body } = spoken(request, answer);
  const isOver = answer.body.error.code === "unavailable" && reply.raw.destroyed;
  if (status >= 500 && !isOver) log(request, error, answer);
  if (status === 401) reply.header("www-authenticate", "Bearer");
  if (status === 429) reply.header("retry-after", "60");
  if (status === 503) reply.header("retry-after", "1");
  passBody(request, reply);
  reply.code(status).type("application/json").send(body);
}

/** What is foreseen and passes needs no stack. */
function log({ log, url }: FastifyRequest, error: unknown, { body }: ErrorAnswer): void {
  const { code, message } = body.error;
  if (code === "unavailable") log.warn({ url }, message);
  else log.error({ err: error, url }, message);
}

/**
 * Most clients read no answer before they have sent everything, so that what is left of a body is read to its end and
 * thrown away. One that is longer than any that is taken is cut off.
 */
export function passBody({ headers, raw }: FastifyRequest, reply: FastifyReply): void {
  if (raw.complete) return;
  if (Number(headers["content-length"] ?? 0) > MAX_BATCH) {
    reply.header("connection", "close");
    return;
  }
  // Fastify closes behind every body that it has not read.
  reply.removeHeader("connection");
  let left = MAX_BATCH;
  raw.unpipe().on("data", (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) raw.destroy();
  });
  raw.resume();
}

/** An error in the language of the client that asked. */
function spoken(
  { url }: FastifyRequest,
  answer: ErrorAnswer,
): { readonly status: number; readonly body: object } {
  return speaksMlflow(url) ? mlflowError(answer) : answer;
}

import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { type AnswerCode, errorAnswer } from "./errors.ts";

/** Answers what is not HTTP, or has too many headers, before there is a request. */
export function answerBadRequest(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, code, message] = fault(error.code);
  const body = JSON.stringify(errorAnswer(code, message).body);
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-type: application/json\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

function fault(code: string | undefined): readonly [status: number, code: AnswerCode, message: string] {
  switch (code) {
    case "HPE_HEADER_OVERFLOW":
      return [431, "too_large", "the address and the headers have at most 64 KiB; shorten the filter"];
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return [408, "invalid", "the request took too long; send it again"];
    default:
      return [400, "invalid", "this is not an HTTP request"];
  }
}

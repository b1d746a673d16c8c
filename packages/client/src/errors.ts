import { BegatError, ERROR_STATUS, type ErrorCode, type ErrorDetails } from "@begat/core";

interface ErrorBody {
  readonly error?: {
    readonly code?: string;
    readonly message?: string;
    readonly details?: ErrorDetails;
  };
}

/** Whether the same request may succeed later: the server is away for now, or asks to be asked less. */
export function isTransient(error: unknown): error is BegatError {
  return error instanceof BegatError && (error.code === "unavailable" || error.code === "rate_limited");
}

/** Whether another token would let the same request through. */
export function isLockedOut(error: unknown): error is BegatError {
  return error instanceof BegatError && (error.code === "unauthenticated" || error.code === "forbidden");
}

/** The error that an answer is. `details.retry_after` has the seconds that the server asks to wait. */
export function errorOf(response: Response, text: string, url: string): BegatError {
  const { error } = parsed(text);
  const code = codeOf(error?.code, response.status);
  const message =
    error?.message ??
    `${url} answered ${response.status} without saying why; check that a Begat server is at this address`;
  const wait = Number(response.headers.get("retry-after") ?? Number.NaN);
  return new BegatError(code, message, {
    ...error?.details,
    ...(Number.isFinite(wait) && { retry_after: wait }),
  });
}

/** The error for a request that had no answer. An abort by the caller stays what it is. */
export function unreachable(error: unknown, url: string): unknown {
  const { name, message, cause } = error as Error;
  if (name === "AbortError" || error instanceof BegatError) return error;
  const { code = message } = (cause ?? {}) as { readonly code?: string };
  const reason = name === "TimeoutError" ? "no answer in time" : code;
  return new BegatError(
    "unavailable",
    `cannot reach Begat at ${url} (${reason}); ${wayOut()}`,
    { url },
    { cause: error },
  );
}

/** A page in a browser knows one server, the one that it came from. */
function wayOut(): string {
  return globalThis.process === undefined
    ? 'see whether it runs there ("begat serve" starts it), and whether your network leads to it'
    : 'start it with "begat serve", or set BEGAT_URL to where it runs';
}

function codeOf(code: string | undefined, status: number): ErrorCode {
  if (code !== undefined && Object.hasOwn(ERROR_STATUS, code)) return code as ErrorCode;
  const known = Object.entries(ERROR_STATUS).find(([, of]) => of === status)?.[0];
  return (known as ErrorCode | undefined) ?? (status >= 500 ? "unavailable" : "invalid");
}

function parsed(text: string): ErrorBody {
  try {
    return (JSON.parse(text) ?? {}) as ErrorBody;
  } catch {
    return {};
  }
}

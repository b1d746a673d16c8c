/** Every code an error of Begat can carry, with the HTTP status that answers it. */
export const ERROR_STATUS = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  hash_mismatch: 422,
  rate_limited: 429,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

export type ErrorDetails = Readonly<Record<string, unknown>>;

/**
 * An error that its reader can act on: `code` decides the HTTP status and the exit code,
 * `message` names the field and the way out, `details` carries the same for programs.
 */
export class BegatError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(message, options);
    this.name = "BegatError";
    this.code = code;
    this.details = details;
  }
}

/** The error for a field that cannot be taken: `field` names it, `message` says why and what to do. */
export function invalid(field: string, message: string): BegatError {
  return new BegatError("invalid", `${field}: ${message}`, { field });
}

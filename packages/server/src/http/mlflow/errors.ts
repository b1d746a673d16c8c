import type { AnswerCode, ErrorAnswer } from "../errors.ts";

/** MLflow's names of errors, with the statuses that its server answers them with. */
const CODES: Readonly<Record<AnswerCode, readonly [status: number, error_code: string]>> = {
  invalid: [400, "INVALID_PARAMETER_VALUE"],
  conflict: [400, "RESOURCE_ALREADY_EXISTS"],
  unauthenticated: [401, "UNAUTHENTICATED"],
  forbidden: [403, "PERMISSION_DENIED"],
  not_found: [404, "RESOURCE_DOES_NOT_EXIST"],
  method_not_allowed: [405, "BAD_REQUEST"],
  too_large: [413, "INVALID_PARAMETER_VALUE"],
  range_not_satisfiable: [416, "BAD_REQUEST"],
  hash_mismatch: [422, "INVALID_PARAMETER_VALUE"],
  rate_limited: [429, "REQUEST_LIMIT_EXCEEDED"],
  internal: [500, "INTERNAL_ERROR"],
  not_implemented: [501, "NOT_IMPLEMENTED"],
  unavailable: [503, "TEMPORARILY_UNAVAILABLE"],
};

const PREFIX =
  /^\/(?:(?:ajax-)?api\/[23]\.0\/|(?:model-versions\/)?get-artifact\b|graphql\b|v1\/traces\b|gateway\b)/;

/** Whether an address is one of MLflow's, where errors have its shape. */
export function speaksMlflow(url: string): boolean {
  return PREFIX.test(url);
}

/** An error as MLflow's server writes it. */
export function mlflowError({ body: { error } }: ErrorAnswer): {
  readonly status: number;
  readonly body: { readonly error_code: string; readonly message: string };
} {
  const [status, error_code] = CODES[error.code];
  return { status, body: { error_code, message: error.message } };
}

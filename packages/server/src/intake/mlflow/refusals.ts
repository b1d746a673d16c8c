import { BegatError } from "@begat/core";

const SEE = "See the API docs for more information about request parameters.";

/** The refusals of MLflow's server, in its words: clients and their tests look for them. */
export function invalidParameter(message: string): BegatError {
  return new BegatError("invalid", message);
}

/** A value of another type than the field's. */
export function invalidValue(field: string, value: unknown): BegatError {
  const shown = shorten(JSON.stringify(value));
  const hint = `Hint: Value was of type '${pythonType(value)}'.`;
  return invalidParameter(`Invalid value ${shown} for parameter '${field}' supplied:  ${hint} ${SEE}`);
}

export function missingValue(field: string): BegatError {
  return invalidParameter(`Missing value for required parameter '${field}'. ${SEE}`);
}

export function tooLong(field: string, limit: number): BegatError {
  return invalidParameter(`'${field}' exceeds the maximum length of ${limit} characters`);
}

/** What is not there, or not there any more. */
export function notFound(message: string): BegatError {
  return new BegatError("not_found", message);
}

export function alreadyExists(message: string): BegatError {
  return new BegatError("conflict", message);
}

function pythonType(value: unknown): string {
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "float";
  if (typeof value === "string") return "str";
  if (typeof value === "boolean") return "bool";
  return Array.isArray(value) ? "list" : "dict";
}

const MAX_SHOWN = 1000;

function shorten(text: string): string {
  return text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN)}…`;
}

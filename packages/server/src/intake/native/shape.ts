import { type BegatError, formatPath, invalid } from "@begat/core";
import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import type { Static, TSchema } from "typebox";

const MAX_SHOWN = 100;

// Stops at the first fault: a message with a million of them costs no more than one with one.
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, verbose: true, validateFormats: false });

/**
 * A check that a JSON value has the shape of a schema. It throws `invalid`, naming the first field that has not:
 * unknown fields are refused, nothing is coerced, filled in or stripped. Compiled at the first call.
 */
export function shapeOf<S extends TSchema>(schema: S): (value: unknown) => asserts value is Static<S> {
  const validate = ajv.compile(schema);
  return (value) => {
    if (!validate(value)) throw refusal(validate.errors?.at(-1) as ErrorObject);
  };
}

function refusal(error: ErrorObject): BegatError {
  const path = pathOf(error.instancePath);
  const { params } = error;
  switch (error.keyword) {
    case "additionalProperties":
      return invalid(
        fieldAt([...path, params.additionalProperty]),
        `is not a known field; ${knownFields(error)}`,
      );
    case "required":
      return invalid(fieldAt([...path, params.missingProperty]), "is missing");
    case "propertyNames":
      return invalid(
        fieldAt(path),
        `"${shorten(params.propertyName)}" cannot be a name here; use 1 to 250 characters`,
      );
    case "enum":
      return invalid(fieldAt(path), `must be one of ${params.allowedValues.join(", ")}`);
    case "type":
    case "anyOf":
    case "pattern":
      return invalid(fieldAt(path), `must be ${expected(error)}`);
    default:
      return invalid(fieldAt(path), sizeText(error) ?? error.message ?? "is not allowed");
  }
}

/** `must have at least 2 items`, out of Ajv's "must NOT have fewer than 2 items". */
function sizeText({ message = "" }: ErrorObject): string | undefined {
  const [, than, limit, unit] = /^must NOT have (fewer|more) than (\d+) (\w+)$/.exec(message) ?? [];
  if (than === undefined) return undefined;
  if (than === "fewer" && limit === "1") return "must not be empty";
  return `must have at ${than === "fewer" ? "least" : "most"} ${limit} ${unit}`;
}

function expected(error: ErrorObject): string {
  const means = error.parentSchema?.description;
  if (error.keyword !== "type" || Array.isArray(error.params.type)) return means ?? "as the schema says";
  const type =
    error.params.type === "array"
      ? "a list"
      : `${/^[aio]/.test(error.params.type) ? "an" : "a"} ${error.params.type}`;
  return means === undefined ? type : `${type}: ${means}`;
}

function knownFields(error: ErrorObject): string {
  return `known are ${Object.keys(error.parentSchema?.properties ?? {}).join(", ")}`;
}

function pathOf(pointer: string): (string | number)[] {
  return pointer
    .split("/")
    .slice(1)
    .map((key) => (/^\d+$/.test(key) ? Number(key) : key.replaceAll("~1", "/").replaceAll("~0", "~")));
}

function fieldAt(path: readonly (string | number)[]): string {
  return formatPath(path) || "the message";
}

function shorten(text: string): string {
  return text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN)}…`;
}

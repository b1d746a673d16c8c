import { BegatError } from "@begat/core";
import { parseAllDocuments } from "yaml";
import { Field } from "../field.ts";

const MAX_YAML = 16 * 1024 * 1024;
const MAX_ALIASES = 100;

/** The value of a JSON text. Throws `invalid`, naming the file. */
export function parseJson(text: string, file: string): Field {
  try {
    return new Field(JSON.parse(text));
  } catch (cause) {
    throw new BegatError("invalid", `${file}: is not JSON: ${(cause as Error).message}`, {}, { cause });
  }
}

/**
 * The value of a YAML text of one document, as JSON has values. Throws `invalid`, naming the file, for faults of
 * syntax, keys that stand twice, and aliases that multiply.
 */
export function parseYaml(text: string, file: string): Field {
  if (text.length > MAX_YAML)
    throw new BegatError("too_large", `${file}: has over ${MAX_YAML} characters of YAML`);
  try {
    const documents = parseAllDocuments(text, { merge: true, uniqueKeys: true, logLevel: "silent" });
    const [document, ...more] = Array.isArray(documents) ? documents : [];
    if (more.length > 0) throw new Error("it has more than one document");
    const [error] = document?.errors ?? [];
    if (error !== undefined) throw error;
    return new Field(document?.toJS({ maxAliasCount: MAX_ALIASES }));
  } catch (cause) {
    const [why] = (cause as Error).message.split("\n");
    throw new BegatError("invalid", `${file}: is not YAML that can be read: ${why}`, {}, { cause });
  }
}

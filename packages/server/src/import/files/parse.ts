import { BegatError } from "@begat/core";
import { Composer, type CST, Lexer, Parser } from "yaml";
import { Field } from "../field.ts";

const MAX_YAML = 16 * 1024 * 1024;
const MAX_ALIASES = 100;
/** Deeper values end the process: composing them is recursive. */
const MAX_DEPTH = 100;

/** The value of a JSON text. Throws `invalid`, naming the file. */
export function parseJson(text: string, file: string): Field {
  try {
    return new Field(JSON.parse(text), "", file);
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
    const composer = new Composer({ merge: true, uniqueKeys: true, logLevel: "silent" });
    const [document, ...more] = composer.compose(tokensOf(text));
    if (more.length > 0) throw new Error("it has more than one document");
    const [error] = document?.errors ?? [];
    if (error !== undefined) throw error;
    return new Field(document?.toJS({ maxAliasCount: MAX_ALIASES }), "", file);
  } catch (cause) {
    const [why] = (cause as Error).message.split("\n");
    throw new BegatError("invalid", `${file}: is not YAML that can be read: ${why}`, {}, { cause });
  }
}

function* tokensOf(text: string): Generator<CST.Token> {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > MAX_DEPTH) throw new Error(`it is nested over ${MAX_DEPTH} levels deep`);
  }
  yield* parser.end();
}

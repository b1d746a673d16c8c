import type { Field } from "./ast.ts";
import { fixedField, isKeyword, namedSpace } from "./fields.ts";
import type { Token } from "./lexer.ts";
import type { TokenStream } from "./token-stream.ts";

const EXPECTED = "a field such as metrics.auc, params.lr, tags.team, dataset or status";

/**
 * Takes a field: `metrics.auc`, `metrics."val auc"`, a fixed field, or a property by its bare name.
 * @throws BegatError `invalid` that points at what is no field.
 */
export function parseField(tokens: TokenStream): Field {
  const token = tokens.next;
  if (isQuotedName(token)) return bareField(tokens, tokens.advance());
  if (token.kind !== "word" || isKeyword(token.value)) tokens.refuse(EXPECTED);
  tokens.advance();
  return token.value.includes(".") ? namedField(tokens, token) : bareField(tokens, token);
}

function namedField(tokens: TokenStream, token: Token): Field {
  const dot = token.value.indexOf(".");
  const space = namedSpace(token.value.slice(0, dot));
  if (!space) {
    tokens.refuse(
      "metrics., params., tags. or props. before the name (a property with a dot: props.…)",
      token,
    );
  }
  const { next } = tokens;
  const plain = token.value.slice(dot + 1);
  const quoted = plain === "" && isQuotedName(next) && next.span.start === token.span.end;
  const name = quoted ? tokens.advance().value : plain;
  return {
    space,
    name: checkName(tokens, token, name),
    span: { start: token.span.start, end: tokens.taken },
  };
}

function bareField(tokens: TokenStream, token: Token): Field {
  const name = checkName(tokens, token, token.value);
  if (namedSpace(name)) tokens.refuse(`a name after ${name}, such as ${name}.<name>`, token);
  return { ...(fixedField(name) ?? { space: "props", name }), span: token.span };
}

function checkName(tokens: TokenStream, token: Token, name: string): string {
  if (name === "") tokens.refuse("a name that is not empty", token);
  tokens.checkLength(token, name);
  return name;
}

const isQuotedName = (token: Token): boolean => token.kind === "double" || token.kind === "backtick";

/** What may stand at a place of a filter. */
export type Expected = "field" | "operator" | "value" | "joiner" | "null" | "open" | "close" | "and";

/** What is being typed at the caret. */
export interface Place {
  readonly expected: Expected;
  /** Where the word that is typed begins, and the word so far. */
  readonly from: number;
  readonly typed: string;
  /** The field whose operator or value it is. */
  readonly field: string | undefined;
}

interface State {
  readonly expected: Expected;
  readonly field: string | undefined;
  /** In a list, and before the AND of a BETWEEN. */
  readonly isList: boolean;
  readonly isBetween: boolean;
}

const TOKEN =
  /'(?:[^']|'')*'?|(?:\w+\.)?"(?:[^"]|"")*"?|(?:\w+\.)?`(?:[^`]|``)*`?|[=!<>]+|[(),]|[^\s()=!<>,'"`]+/gu;

const START: State = { expected: "field", field: undefined, isList: false, isBetween: false };

/** What is typed at a caret in a filter, and what may stand there. */
export function placeAt(text: string, caret: number): Place {
  const before = text.slice(0, caret);
  const tokens = [...before.matchAll(TOKEN)].map((match) => ({ text: match[0], at: match.index }));
  const last = tokens.at(-1);
  const isTyped = last !== undefined && last.at + last.text.length === caret && !/^[(),]$/.test(last.text);
  const done = isTyped ? tokens.slice(0, -1) : tokens;
  const { expected, field } = done.reduce((state, token) => after(state, token.text), START);
  return { expected, field, from: isTyped ? last.at : caret, typed: isTyped ? last.text : "" };
}

function after(state: State, token: string): State {
  const word = token.toUpperCase();
  switch (state.expected) {
    case "field":
      return token === "(" || word === "NOT" ? state : { ...START, expected: "operator", field: token };
    case "operator":
      return afterOperator(state, word);
    case "null":
      return word === "NOT" ? state : { ...state, expected: "joiner" };
    case "open":
      return { ...state, expected: "value", isList: true };
    case "value":
      if (state.isList) return { ...state, expected: "close" };
      return { ...state, expected: state.isBetween ? "and" : "joiner" };
    case "close":
      return { ...state, expected: token === "," ? "value" : "joiner", isList: token === "," };
    case "and":
      return { ...state, expected: "value", isBetween: false };
    case "joiner":
      return token === ")" ? state : START;
    default:
      return state.expected satisfies never;
  }
}

function afterOperator(state: State, word: string): State {
  if (word === "NOT") return state;
  if (word === "IS") return { ...state, expected: "null" };
  if (word === "IN") return { ...state, expected: "open" };
  return { ...state, expected: "value", isBetween: word === "BETWEEN" };
}

/** The filter with what is typed replaced, and where the caret stands then. */
export function complete(
  text: string,
  caret: number,
  { from }: Place,
  by: string,
): { readonly text: string; readonly caret: number } {
  const end = /[.(]$/.test(by) ? by : `${by} `;
  const rest = text.slice(caret);
  return { text: text.slice(0, from) + end + rest.replace(/^ /, ""), caret: from + end.length };
}

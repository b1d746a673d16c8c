/** The parameters of an address, before a page has made sense of them. */
export type Search = Readonly<Record<string, unknown>>;

/** Reads the query of an address: each parameter is text, and each page makes of it what it expects. */
export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

/** Writes the query of an address: lists joined by commas, what is empty left out. */
export function stringifySearch(search: Search): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined && value !== null && String(value) !== "") parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}

/** A parameter that is text; undefined when it is empty. */
export function textIn(search: Search, name: string): string | undefined {
  const value = search[name];
  return value === undefined || value === "" ? undefined : String(value);
}

/** A parameter that is a whole number from 0 on; undefined for anything else. */
export function wholeIn(search: Search, name: string): number | undefined {
  const text = textIn(search, name);
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** A parameter that is one of some words; undefined for anything else. */
export function oneOf<T extends string>(search: Search, name: string, words: readonly T[]): T | undefined {
  return words.find((word) => word === textIn(search, name));
}

/** A parameter that is a list, joined by commas; undefined when it is empty. */
export function listIn(search: Search, name: string): readonly string[] | undefined {
  const value = search[name];
  const list = Array.isArray(value) ? value.map(String) : (textIn(search, name)?.split(",") ?? []);
  const said = list.filter((item) => item !== "");
  return said.length === 0 ? undefined : said;
}

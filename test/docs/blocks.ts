/** A command of a page and what it printed: a fence of `sh` or `js`, followed by one of `text`. */
export interface Block {
  readonly language: "sh" | "js";
  readonly source: string;
  readonly expected: string;
  /** Where the expected text stands in the page. */
  readonly start: number;
  readonly end: number;
}

const PAIR = /^```(sh|js)\n((?:(?!```).*\n)*)```\n\n```(?:text|json)\n([\s\S]*?)```/gm;

export function blocksOf(page: string): readonly Block[] {
  return [...page.matchAll(PAIR)].map((match) => {
    const [whole, language, source = "", expected = ""] = match;
    const start = match.index + whole.length - expected.length - "```".length;
    return { language: language as "sh" | "js", source, expected, start, end: start + expected.length };
  });
}

/** What differs from one recording to the next is written alike: instants, commits, digests of a diff, entries. */
function normalise(text: string): string {
  return text
    .replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?Z?/g, "<time>")
    .replace(/"(?:at|started_at|ended_at)":\s*"[^"]*"/g, '"at": "<time>"')
    .replace(/\b[0-9a-f]{40}\b/g, "<commit>")
    .replace(/diff( +)sha256:[0-9a-f]{64}/g, "diff$1<digest>")
    .replace(/(seq|entry|ENTRY|root|leaf|size|payload_digest)("?:? ?)"?[0-9a-f]+"?/g, "$1$2<n>")
    .replace(/ +$/gm, "")
    .replace(/ {2,}/g, "  ")
    .trimEnd();
}

/** Whether a text is the expected one, where `…` alone on a line stands for any lines and within one for any characters. */
export function matches(expected: string, actual: string): boolean {
  const escaped = normalise(expected).replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const pattern = escaped.replace(/^…$/gm, "[\\s\\S]*").replaceAll("…", ".*");
  return new RegExp(`^${pattern}$`).test(normalise(actual));
}

/** Whether a text has no lone surrogate, so that UTF-8 can carry it. */
export function isWellFormed(text: string): boolean {
  return !LONE_SURROGATE.test(text);
}

const LONE_SURROGATE = /\p{Surrogate}/u;

/** The path of a field as people write it: `metrics.auc`, `inputs[3].id`, `tags["a b"]`; empty at the top. */
export function formatPath(path: readonly (string | number)[]): string {
  let out = "";
  for (const key of path) {
    if (typeof key === "number") out += `[${key}]`;
    else if (/^[\w-]{1,100}$/.test(key)) out += out === "" ? key : `.${key}`;
    else out += `[${JSON.stringify(key.length > 100 ? `${key.slice(0, 100)}…` : key)}]`;
  }
  return out;
}

/** The code units and a zero after the last: twice as fast to walk as the text, and no index is out of range. */
export function codeUnits(text: string): Uint16Array {
  const units = new Uint16Array(text.length + 1);
  Buffer.from(units.buffer).write(text, "utf16le");
  return units;
}

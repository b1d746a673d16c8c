/** The ways to show a file. */
export type Look =
  | "csv"
  | "diff"
  | "html"
  | "image"
  | "json"
  | "markdown"
  | "parquet"
  | "pdf"
  | "svg"
  | "text"
  | "unknown";

const BY_ENDING: Readonly<Record<string, Look>> = {
  csv: "csv",
  tsv: "csv",
  diff: "diff",
  patch: "diff",
  html: "html",
  htm: "html",
  png: "image",
  jpg: "image",
  jpeg: "image",
  gif: "image",
  webp: "image",
  avif: "image",
  bmp: "image",
  json: "json",
  ipynb: "json",
  md: "markdown",
  markdown: "markdown",
  parquet: "parquet",
  pdf: "pdf",
  svg: "svg",
};

/** How a file is shown, by the ending of its name; what none says is looked into. */
export function lookOf(path: string): Look {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  const ending = name.slice(name.lastIndexOf(".") + 1);
  return (Object.hasOwn(BY_ENDING, ending) ? BY_ENDING[ending] : undefined) ?? "unknown";
}

/** Whether bytes are text: UTF-8 without a NUL. The last character may be cut. */
export function isText(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

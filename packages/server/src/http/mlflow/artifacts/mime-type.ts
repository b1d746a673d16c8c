/** As text, like MLflow's server: pages show these, and none is run. */
const TEXT = new Set(
  "txt log err cfg conf cnf cf ini properties prop hocon toml yaml yml xml json js py py3 csv tsv md rst MLmodel MLproject mlproject".split(
    " ",
  ),
);

const OTHERS: Readonly<Record<string, string>> = {
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  svg: "image/svg+xml",
  webp: "image/webp",
  pdf: "application/pdf",
  html: "text/html",
  zip: "application/zip",
  gz: "application/gzip",
  mp4: "video/mp4",
  wav: "audio/x-wav",
};

/** What a file is by its name. */
export function mimeType(name: string): string {
  const dot = name.lastIndexOf(".");
  const extension = dot < 0 ? name : name.slice(dot + 1);
  if (TEXT.has(extension)) return "text/plain";
  return (Object.hasOwn(OTHERS, extension) ? OTHERS[extension] : undefined) ?? "application/octet-stream";
}

/** A browser may begin to read what it saves a while later. */
const READ_BY_THEN_MS = 60_000;

/** Saves bytes as a file of whoever looks at the page. */
export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), READ_BY_THEN_MS);
}

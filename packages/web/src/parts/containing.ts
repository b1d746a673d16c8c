/** Whether a text contains another, in whatever case, as the server finds them. */
export function contains(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}

/** Those that contain a text. */
export function containing(q: string, texts: readonly string[] = []): readonly string[] {
  return texts.filter((text) => contains(text, q));
}

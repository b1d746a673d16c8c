/** Those that contain a text, in whatever case, as the server finds them. */
export function containing(q: string, texts: readonly string[] = []): readonly string[] {
  return texts.filter((text) => text.toLowerCase().includes(q.toLowerCase()));
}

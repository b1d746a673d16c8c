/** Those that contain a text, as the server finds them: until its answer is there, those of the one before stand in its place. */
export function containing(q: string, texts: readonly string[] = []): readonly string[] {
  return texts.filter((text) => text.toLowerCase().includes(q.toLowerCase()));
}

const MAX_WORDS = 16;

/** The words of a search, as the full-text indexes cut text: runs of letters and digits. */
export function searchWords(text: string): readonly string[] {
  return (text.match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, MAX_WORDS);
}

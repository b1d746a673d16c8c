const MOST = 1000;
const MOST_LENGTH = 8_000_000;

/** Whether so many messages, of that length together, are sent before there are more of them. */
export function isFullGroup(count: number, length: number): boolean {
  return count >= MOST || length >= MOST_LENGTH;
}

/** A word that a shell takes as it is. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : inQuotes(word);
}

/**
 * A path as one word of a shell, for a command that writes there: a place below the working folder, whatever the path begins
 * with or leads to.
 */
export function shellPlace(path: string): string {
  const steps = path.split("/").filter((step) => step !== "" && step !== "." && step !== "..");
  const below = steps.join("/") || "data";
  const place = below.startsWith("-") ? `./${below}` : below;
  return /^[\w./-]+$/.test(place) ? place : inQuotes(place);
}

function inQuotes(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

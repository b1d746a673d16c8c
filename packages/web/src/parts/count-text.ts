/** As far as the server counts the versions and the neighbours of a node. */
const MOST = 10_000;

/** How many the server counted: where it counts no further, there may be more. */
export function countText(count: number): string {
  return `${count.toLocaleString("en")}${count >= MOST ? "+" : ""}`;
}

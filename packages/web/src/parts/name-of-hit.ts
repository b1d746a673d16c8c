import type { SearchHits } from "@begat/client/browser";

/** The name that what was found was given, if it was: the title is its id, and that name after it. */
export function nameOfHit({
  id,
  title,
}: Pick<SearchHits["items"][number], "id" | "title">): string | undefined {
  return title.startsWith(`${id} `) ? title.slice(id.length + 1) : undefined;
}

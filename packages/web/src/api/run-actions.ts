import { type BatchMessage, BegatError, type QueryOf, type RunRow } from "@begat/client/browser";
import { begat } from "./session.ts";

const AT_ONCE = 500;
const PAGE = 1000;

/** Gives runs a tag, or takes it from them where the value is null. */
export function tagRuns(ids: readonly string[], name: string, value: string | null): Promise<void> {
  return publishAll(ids.map((run_id) => ({ run: { run_id, tags: { [name]: value } } })));
}

/** Hides runs from lists, or shows them again. */
export function hideRuns(ids: readonly string[], hidden: boolean): Promise<void> {
  return publishAll(ids.map((id) => ({ hide: { id, hidden } })));
}

/** Every run that passes, page by page; ends early once `signal` is aborted. */
export async function* allRuns(
  query: Omit<QueryOf<"getRuns">, "cursor" | "limit"> & { readonly columns: readonly string[] },
  signal: AbortSignal,
): AsyncGenerator<readonly RunRow[]> {
  let cursor: string | undefined;
  do {
    const page = await begat().runs({ ...query, limit: PAGE, ...(cursor && { cursor }) });
    if (signal.aborted) return;
    yield page.items;
    cursor = page.next;
  } while (cursor !== undefined);
}

async function publishAll(messages: readonly BatchMessage[]): Promise<void> {
  for (let at = 0; at < messages.length; at += AT_ONCE) {
    const answers = await begat().batch(messages.slice(at, at + AT_ONCE));
    const refused = answers.find(({ error }) => error !== undefined)?.error;
    if (refused !== undefined)
      throw new BegatError(refused.code as BegatError["code"], refused.message, refused.details as never);
  }
}

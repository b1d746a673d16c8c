interface Page {
  readonly items: readonly unknown[];
  readonly next?: string;
}

const PAGE = 1000;

/** The first `limit` items of a paged answer as one page; `next` is there when there are more. */
export async function collect<P extends Page>(
  limit: number,
  read: (page: { readonly limit: number; readonly cursor?: string }) => PromiseLike<P>,
): Promise<P> {
  const first = await read({ limit: Math.min(PAGE, limit) });
  const items = [...first.items];
  let page = first;
  while (page.next !== undefined && items.length < limit) {
    page = await read({ limit: Math.min(PAGE, limit - items.length), cursor: page.next });
    items.push(...page.items);
  }
  // The first page may say more than the others.
  const { next: _, ...said } = first;
  return { ...said, ...page, items };
}

/** How many a list shows when nobody says. */
export const SHOWN = 50;

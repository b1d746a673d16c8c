/** A part of a list; `next` is where the next part begins. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/** Reads the page at a cursor, the first one without. */
export type ReadPage<P> = (cursor: string | undefined) => Promise<P>;

type ItemOf<P extends Page<unknown>> = P["items"][number];

/**
 * A list that the server gives in pages. Awaited it is the first page; iterated it is every item, and pages are
 * asked for as they are needed.
 *
 * ```ts
 * const { items, next } = await begat.runs({ filter: "metrics.auc > 0.9" });
 * for await (const run of begat.runs({ order_by: "metrics.auc DESC" })) console.log(run);
 * ```
 */
export class Pages<P extends Page<unknown>> implements PromiseLike<P>, AsyncIterable<ItemOf<P>> {
  readonly #read: ReadPage<P>;

  constructor(read: ReadPage<P>) {
    this.#read = read;
  }

  // biome-ignore lint/suspicious/noThenProperty: awaited, a list is its first page
  then<A = P, B = never>(
    fulfilled?: ((page: P) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#read(undefined).then(fulfilled, rejected);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<ItemOf<P>> {
    let cursor: string | undefined;
    do {
      const page = await this.#read(cursor);
      for (const item of page.items) yield item as Awaited<ItemOf<P>>;
      cursor = page.next;
    } while (cursor !== undefined);
  }
}

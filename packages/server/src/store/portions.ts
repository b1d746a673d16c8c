/** Items in their order, so many at once as are no larger together than `most`; at least one. */
export function* portions<T>(
  items: readonly T[],
  sizeOf: (item: T) => number,
  most: number,
): Generator<readonly T[]> {
  let from = 0;
  let size = 0;
  for (const [index, item] of items.entries()) {
    size += sizeOf(item);
    if (index === from || size <= most) continue;
    yield items.slice(from, index);
    from = index;
    size = sizeOf(item);
  }
  if (from < items.length) yield items.slice(from);
}

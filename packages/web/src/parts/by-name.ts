const COLLATOR = new Intl.Collator("en", { numeric: true });

/** The order of names as people count: `layer.9` before `layer.10`. */
export function byName(
  [one]: readonly [name: string, ...unknown[]],
  [other]: readonly [name: string, ...unknown[]],
) {
  return COLLATOR.compare(one, other);
}

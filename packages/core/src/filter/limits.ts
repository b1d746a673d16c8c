/** What one filter or order may hold. Lengths are in UTF-16 code units. */
export const FILTER_LIMITS = {
  text: 10_000,
  terms: 200,
  nesting: 50,
  literal: 256,
  list: 1_000,
  orders: 10,
} as const;

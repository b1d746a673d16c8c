/** Whether a number can be the size of a tree. */
export function isSize(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

/** By arithmetic, as are all steps on sizes: bit operators stop at 2^31. */
export function isOdd(value: number): boolean {
  return value % 2 === 1;
}

export function half(value: number): number {
  return Math.floor(value / 2);
}

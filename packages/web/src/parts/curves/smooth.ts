/**
 * An exponential moving average without the bias of its start: the weights of the values so far always sum to 1.
 * Gaps stay gaps and leave the average alone.
 */
export function smooth(values: readonly (number | null)[], weight: number): readonly (number | null)[] {
  if (weight === 0) return values;
  let average = 0;
  let weights = 0;
  return values.map((value) => {
    if (value === null) return null;
    average = weight * average + (1 - weight) * value;
    weights = weight * weights + (1 - weight);
    return average / weights;
  });
}

/** The points that are no numbers, which are few: a curve without any is measured in two thirds of the time. */
export function oddPoints(): readonly string[] {
  return [`create index metric_point_odd on metric_point (metric, step) where code <> 0`];
}

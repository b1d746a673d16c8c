/** A dataset and a time at which a change speaks of it: it was read then, or has a new version of that time. */
export interface Place {
  readonly dataset: number;
  readonly time: number;
}

/** A change may name thousands of versions of one dataset and time, with one version before all. */
export function distinctPlaces(places: readonly Place[]): readonly Place[] {
  return [...new Map(places.map((place) => [`${place.dataset} ${place.time}`, place])).values()];
}

import { oneOf, type Search, textIn } from "../../app/search-params.ts";

/** The states that a list of jobs can be narrowed to, as the last run of a job says them. */
export const STATES = ["running", "finished", "failed", "killed"] as const;

/** What the address of the list of jobs holds. */
export interface JobsSearch {
  readonly text?: string | undefined;
  readonly state?: (typeof STATES)[number] | undefined;
  /** What ran last comes first when it is left out. */
  readonly order?: "name" | undefined;
}

export function jobsSearch(search: Search): JobsSearch {
  return {
    text: textIn(search, "text"),
    state: oneOf(search, "state", STATES),
    order: oneOf(search, "order", ["name"]),
  };
}

import { invalidParameter } from "../../intake/mlflow/refusals.ts";

/** How many results a page has. Throws MLflow's refusal of what it does not allow. */
export function pageSize(asked: number | undefined, byDefault: number, most: number): number {
  const size = asked ?? byDefault;
  if (size >= 1 && size <= most) return size;
  throw invalidParameter(
    size < 1
      ? `Invalid value ${size} for parameter 'max_results' supplied. It must be a positive integer`
      : `Invalid value ${size} for parameter 'max_results' supplied. It must be at most ${most}`,
  );
}

/** The page token of a request, as queries take it. */
export function cursor(page_token: string | undefined): { readonly cursor?: string } {
  return page_token === undefined || page_token === "" ? {} : { cursor: page_token };
}

import type { Field } from "../field.ts";

export const FILE = "run_results.json";

/** What came of one node. */
export interface Result {
  readonly id: string;
  readonly status: string;
  readonly started: string | undefined;
  readonly ended: string | undefined;
  readonly said: Field;
}

/** Throws `invalid` for what does not say what came of which node. */
export function resultOf(said: Field): Result {
  const timing = said.get("timing").items();
  return {
    id: said.get("unique_id").needText(),
    status: said.get("status").text() ?? "",
    started: timing[0]?.get("started_at").text(),
    ended: timing.at(-1)?.get("completed_at").text(),
    said,
  };
}

export function placeOf({ id }: Result): string {
  return `${FILE}, ${id}`;
}

export function isTest({ id }: Result): boolean {
  return /^(unit_)?test\./.test(id);
}

/** Whether it made a table or view anew. */
export function isWritten(result: Result): boolean {
  return result.status === "success" && !isTest(result);
}

/** What an event of OpenLineage is about. */
interface EventSubject {
  /** Its type with its job, else its dataset, by which its sender is found: `COMPLETE etl/load`. */
  readonly event: string;
  readonly run: string;
}

/** What an event of OpenLineage is about, whatever else is wrong with it. Empty texts for what is cut off or no JSON. */
export function eventSubject(payload: string): EventSubject {
  try {
    const { eventType, job, dataset, run } = JSON.parse(payload) ?? {};
    const { namespace, name } = job ?? dataset ?? {};
    return {
      event: joined([eventType, joined([namespace, name], "/")], " "),
      run: joined([run?.runId], ""),
    };
  } catch {
    return { event: "", run: "" };
  }
}

/** The texts among values that anybody may have sent. */
function joined(values: readonly unknown[], separator: string): string {
  return values.filter((value) => typeof value === "string" && value !== "").join(separator);
}

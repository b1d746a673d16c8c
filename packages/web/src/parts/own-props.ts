import { LEDGER_PROPS } from "@begat/core";

/** What MLflow's filters ask for: the inputs and the metrics say the same. */
const FOR_FILTERS = /^(?:data_(?:name|digest|context)|metric|measured_on):/;

/** The properties that a page shows nowhere else. */
export function ownProps(
  props: Readonly<Record<string, unknown>>,
  shown: readonly string[],
): readonly (readonly [name: string, value: unknown])[] {
  return Object.entries(props).filter(
    ([name]) => !LEDGER_PROPS.has(name) && !FOR_FILTERS.test(name) && !shown.includes(name),
  );
}

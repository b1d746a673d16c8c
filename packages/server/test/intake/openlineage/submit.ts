import { expect } from "vitest";
import { readEvent } from "../../../src/intake/openlineage/event.ts";
import { translate } from "../../../src/intake/openlineage/translate.ts";
import { TESTER, type TestLedger } from "../../store/open-ledger.ts";

/** Records events in one transaction; none of them may be refused. */
export async function submit(ledger: TestLedger, events: readonly unknown[]): Promise<void> {
  const changes = events.map((item) => translate(readEvent(item)).change);
  const options = { strict: false, onConflict: "keep" } as const;
  for (const outcome of await ledger.recorder.submit(changes, TESTER, options))
    expect(outcome).not.toHaveProperty("error");
}

import { collect, SHOWN } from "../collect.ts";
import type { Call } from "../command.ts";
import { MORE } from "../listing.ts";

/** Lists the datasets that were read and that nobody is known to have written, with those that they may be. */
export async function listUnlinked({
  options,
  terminal,
  connect,
}: Call<{ readonly limit?: number }>): Promise<void> {
  const begat = await connect();
  const page = await collect(options.limit ?? SHOWN, (part) => begat.unlinked(part));
  if (terminal.json) return terminal.answer(page, () => {});
  if (page.items.length === 0) {
    return terminal.note(
      "Every dataset that was read is known by one name, or by names that have nothing in common",
    );
  }
  terminal.table(
    [
      { heading: "DATASET", cell: ({ id }) => id, paint: terminal.style.id },
      { heading: "MAY BE", cell: ({ candidates }) => candidates.join(", ") },
    ],
    page.items,
  );
  terminal.note("join two with: begat dataset same A B");
  if (page.next !== undefined) terminal.note(MORE);
}

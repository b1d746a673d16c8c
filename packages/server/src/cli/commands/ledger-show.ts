import type { Entry } from "../../store/port/entries.ts";
import { SHOWN } from "../collect.ts";
import { type Call, command } from "../command.ts";
import { LIMIT, whole } from "../options.ts";
import { assertionsText } from "../render/assertions.ts";
import { showInstant } from "../render/value.ts";

interface Options {
  readonly after?: number;
  readonly limit?: number;
}

export const ledgerShow = command<Options>({
  name: "ledger show",
  summary: "Entries of the ledger, oldest first; --json has all of each",
  options: [{ flags: "--after <n>", describes: "entries after this number", read: whole(0) }, LIMIT],
  examples: ["begat ledger show --after 1200 --limit 20", "begat ledger show --json"],
  run: show,
});

async function show({ options, terminal, connect }: Call<Options>): Promise<void> {
  const begat = await connect();
  const { after = 0, limit = SHOWN } = options;
  const items: Entry[] = [];
  let more = false;
  for await (const entry of begat.ledger({ limit: Math.min(1000, limit + 1), after })) {
    more = items.length === limit;
    if (more) break;
    items.push(entry as unknown as Entry);
  }
  const next = more ? { next: String(items.at(-1)?.seq) } : {};
  terminal.answer({ items, ...next }, () => {
    if (items.length === 0)
      return terminal.note(
        after > 0
          ? `There are no entries after ${after}`
          : "There are no entries here yet; record something with: begat publish FILE",
      );
    terminal.table<Entry>(
      [
        { heading: "ENTRY", cell: ({ seq }) => String(seq), right: true },
        { heading: "RECORDED", cell: ({ recorded_at }) => showInstant(recorded_at) },
        { heading: "BY", cell: ({ actor }) => actor },
        {
          heading: "SAYS",
          cell: ({ change, erased }) => `${erased ? "(erased) " : ""}${assertionsText(change.assertions)}`,
        },
      ],
      items,
    );
    if (more) terminal.note(`… and more; go on with --after ${items.at(-1)?.seq}`);
  });
}

import { eventSubject } from "@begat/core";
import { collect, SHOWN } from "../collect.ts";
import { type Call, command } from "../command.ts";
import { MORE } from "../listing.ts";
import { LIMIT } from "../options.ts";
import { showInstant } from "../render/value.ts";

interface Options {
  readonly limit?: number;
}

export const rejectedCommand = command<Options>({
  name: "rejected",
  summary: "Events that were refused and why, the newest first; --json has what was sent",
  options: [LIMIT],
  examples: ["begat rejected", "begat rejected --limit 1 --json"],
  run: list,
});

async function list({ options, terminal, connect }: Call<Options>): Promise<void> {
  const begat = await connect();
  const page = await collect(options.limit ?? SHOWN, (query) => begat.rejected(query));
  terminal.answer(page, ({ items, next }) => {
    if (items.length === 0) return terminal.note("Nothing was refused");
    terminal.table<(typeof items)[number]>(
      [
        { heading: "RECEIVED", cell: ({ received_at }) => showInstant(received_at) },
        { heading: "FROM", cell: ({ source }) => source },
        { heading: "BY", cell: ({ actor }) => actor },
        { heading: "EVENT", cell: ({ payload }) => eventSubject(payload).event },
        { heading: "REASON", cell: ({ message }) => message },
      ],
      items,
    );
    if (next !== undefined) terminal.note(MORE);
  });
}

import type { Kind } from "@begat/core";
import { collect, SHOWN } from "../collect.ts";
import { type Call, command } from "../command.ts";
import { askedBy, type ListOptions, MORE } from "../listing.ts";
import { FILTER, LIMIT, ORDER_BY } from "../options.ts";
import { showInstant, showValue } from "../render/value.ts";

export const findCommand = command<ListOptions>({
  name: "find",
  summary: "Nodes of a kind, by their properties, tags, times and relations",
  arguments: [["<kind>", "such as JobRun, Check, Feature, Agent"]],
  options: [FILTER, ORDER_BY, LIMIT],
  examples: [
    "begat find JobRun --filter \"status = 'failed' AND started_at >= '2026-04-28'\"",
    "begat find Check --filter \"status != 'passed'\"",
  ],
  run: find,
});

async function find({ args, options, terminal, connect }: Call<ListOptions>): Promise<void> {
  const begat = await connect();
  const { filter, limit = SHOWN } = options;
  const [kind] = args as [Kind];
  const page = await collect(limit, (part) => begat.find({ kind, ...askedBy(options), ...part }));
  terminal.answer(page, ({ items, next }) => {
    if (items.length === 0)
      return terminal.note(`No ${kind} ${filter === undefined ? "is recorded" : "passes the filter"}`);
    terminal.table<(typeof items)[number]>(
      [
        { heading: kind.toUpperCase(), cell: ({ id }) => id, paint: terminal.style.id },
        { heading: "NAME", cell: ({ props }) => showValue(props.name ?? props.job) },
        { heading: "STATUS", cell: ({ props }) => showValue(props.status) },
        { heading: "AT", cell: ({ at }) => showInstant(at) },
      ],
      items,
    );
    if (next !== undefined) terminal.note(MORE);
  });
}

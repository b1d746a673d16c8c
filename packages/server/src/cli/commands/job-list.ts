import { collect, SHOWN } from "../collect.ts";
import { type Call, command } from "../command.ts";
import { askedBy, emptyText, type ListOptions, MORE } from "../listing.ts";
import { FILTER, LIMIT, ORDER_BY } from "../options.ts";
import { showInstant, showValue } from "../render/value.ts";

export const jobList = command<ListOptions>({
  name: "job list",
  summary: "The jobs, with the last run of each",
  options: [FILTER, ORDER_BY, LIMIT],
  examples: [
    "begat job list",
    "begat job list --filter \"latest_status = 'failed' AND latest_at >= '2026-04-28'\"",
  ],
  run: listJobs,
});

async function listJobs({ options, terminal, connect }: Call<ListOptions>): Promise<void> {
  const begat = await connect();
  const page = await collect(options.limit ?? SHOWN, (part) => begat.jobs({ ...askedBy(options), ...part }));
  terminal.answer(page, ({ items, next }) => {
    if (items.length === 0)
      return terminal.note(
        emptyText("job", options, "pipelines tell of theirs by events of OpenLineage or begat import"),
      );
    terminal.table<(typeof items)[number]>(
      [
        { heading: "JOB", cell: ({ id }) => id, paint: terminal.style.id },
        { heading: "LAST RUN", cell: ({ last_runs: [last] }) => last?.id ?? "" },
        { heading: "STATUS", cell: ({ last_runs: [last] }) => showValue(last?.status) },
        { heading: "STARTED", cell: ({ last_runs: [last] }) => showInstant(last?.at) },
        { heading: "ENDED", cell: ({ last_runs: [last] }) => showInstant(last?.ended_at) },
        { heading: "OWNERS", cell: ({ owners }) => owners.join(", ") },
      ],
      items,
    );
    if (next !== undefined) terminal.note(MORE);
  });
}

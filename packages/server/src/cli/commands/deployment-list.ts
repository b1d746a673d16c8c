import { filterText } from "@begat/core";
import { InvalidArgumentError } from "commander";
import { collect, SHOWN } from "../collect.ts";
import { type Call, command } from "../command.ts";
import { MORE } from "../listing.ts";
import { LIMIT } from "../options.ts";
import { showInstant, showValue } from "../render/value.ts";

interface Options {
  readonly at?: string;
  readonly environment?: string;
  readonly limit?: number;
}

interface Rollout {
  readonly id: string;
  readonly model_version: unknown;
  readonly environment: unknown;
  readonly started_at: unknown;
  readonly ended_at: unknown;
  readonly status?: unknown;
}

export const deploymentList = command<Options>({
  name: "deployment list",
  summary: "Rollouts, newest first; or what served at an instant",
  options: [
    {
      flags: "--at <instant>",
      describes: "what served then, such as 2026-04-28, 2026-04-28T10:00:00Z or now",
    },
    { flags: "--environment <name>", describes: "only this environment, such as production" },
    LIMIT,
  ],
  examples: [
    "begat deployment list --environment production",
    "begat deployment list --at 2026-04-28 --environment production",
    "begat deployment list --at now",
  ],
  run: (call) => (call.options.at === undefined ? listAll(call) : listServing(call, call.options.at)),
});

async function listAll(call: Call<Options>): Promise<void> {
  const { options, terminal } = call;
  const { environment, limit = SHOWN } = options;
  const begat = await call.connect();
  const filter = environment === undefined ? {} : { filter: `environment = ${filterText(environment)}` };
  const page = await collect(limit, (part) =>
    begat.find({ kind: "Deployment", order_by: "started_at DESC", ...filter, ...part }),
  );
  terminal.answer(page, ({ items, next }) => {
    const rows = items.map(({ id, at, props }) => ({ ...(props as object), id, started_at: at }) as Rollout);
    if (rows.length === 0)
      terminal.note("There are no rollouts here; record one with: begat publish FILE --as deployment");
    else show(call, rows);
    if (next !== undefined) terminal.note(MORE);
  });
}

async function listServing(call: Call<Options>, at: string): Promise<void> {
  const { environment, limit } = call.options;
  if (limit !== undefined) throw new InvalidArgumentError("--at takes no --limit");
  const begat = await call.connect();
  const answer = await begat.production({
    ...(at !== "now" && { at }),
    ...(environment !== undefined && { environment }),
  });
  call.terminal.answer(answer, ({ deployments, truncated }) => {
    if (deployments.length === 0)
      call.terminal.note(
        `Nothing ${environment === undefined ? "" : `in ${environment} `}served ${answer.at === null ? "now" : `at ${showInstant(answer.at)}`}; begat deployment list shows every rollout`,
      );
    else show(call, deployments);
    if (truncated) call.terminal.note("… there are too many rollouts to look through; give --environment");
  });
}

function show({ terminal }: Call<Options>, rows: readonly Rollout[]): void {
  terminal.table<Rollout>(
    [
      { heading: "DEPLOYMENT", cell: ({ id }) => id, paint: terminal.style.id },
      {
        heading: "MODEL VERSION",
        cell: ({ model_version }) => showValue(model_version),
        paint: terminal.style.id,
      },
      { heading: "ENVIRONMENT", cell: ({ environment }) => showValue(environment) },
      { heading: "STARTED", cell: ({ started_at }) => showInstant(started_at) },
      { heading: "ENDED", cell: ({ ended_at }) => showInstant(ended_at) },
      { heading: "STATUS", cell: ({ status }) => showValue(status) },
    ],
    rows,
  );
}

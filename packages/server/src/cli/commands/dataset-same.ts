import type { Receipt } from "@begat/client";
import { type Call, command } from "../command.ts";
import type { Client } from "../connection/client.ts";
import { idOf } from "../options.ts";

interface Options {
  readonly undo?: boolean;
}

interface Join {
  readonly from: string;
  readonly rel: "same-as";
  readonly to: string;
}

export const datasetSame = command<Options>({
  name: "dataset same",
  summary: "Say that two datasets are one under two names; their versions count as those of one",
  arguments: [
    ["<a>", "a dataset, such as users or ds:risk/users"],
    ["<b>", "the other name of it"],
  ],
  options: [{ flags: "--undo", describes: "say that they are not" }],
  examples: [
    "begat dataset same postgres/db/shop.public.orders s3/lake/orders",
    "begat dataset same users people --undo",
  ],
  run: same,
});

async function same({ args, options, terminal, connect }: Call<Options>): Promise<void> {
  const begat = await connect();
  // Asked for first: a name that is misspelt would be joined as a dataset that nobody knows.
  const nodes = await Promise.all(args.map((name) => begat.node(idOf("ds", name))));
  // One way round for each pair, so that undoing finds what was said in the other order.
  const [from, to] = nodes.map((node) => node.id).sort() as [string, string];
  const edge = { from, rel: "same-as", to } as const;
  const receipt = options.undo === true ? await undo(begat, edge) : await begat.publish.edge(edge);
  const { id } = terminal.style;
  terminal.receipt(receipt, `${id(from)} ${options.undo === true ? "is not" : "is"} ${id(to)}`);
}

/** Events and other clients say it either way round: a rename leads from the new name to the old one. */
async function undo(begat: Client, edge: Join): Promise<Receipt> {
  const receipt = await begat.publish.end(edge);
  const turned = await begat.publish.end({ ...edge, from: edge.to, to: edge.from });
  return turned.status === "unchanged" ? receipt : turned;
}

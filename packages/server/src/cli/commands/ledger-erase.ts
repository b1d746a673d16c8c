import { type Call, command } from "../command.ts";
import { whole } from "../options.ts";

interface Options {
  readonly reason: string;
}

export const ledgerErase = command<Options>({
  name: "ledger erase",
  summary: "Erase the payload of an entry for good; its proofs stay, and so does the reason",
  arguments: [["<entry>", "the number of the entry", whole(1)]],
  options: [{ flags: "--reason <text>", describes: "why; it stays in the ledger", required: true }],
  examples: ['begat ledger erase 12 --reason "a person asked to be forgotten"'],
  run: erase,
});

async function erase({ args, options, terminal, connect }: Call<Options>): Promise<void> {
  const seq = Number(args[0]);
  const receipt = await (await connect()).erase(seq, options.reason);
  terminal.answer(receipt, () => terminal.print(`Entry ${seq} is erased; entry ${receipt.seq} says why`));
}

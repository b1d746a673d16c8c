import { readFile } from "node:fs/promises";
import { BegatError, type Checkpoint } from "@begat/core";
import { readCheckpoints } from "../../govern/checkpointer.ts";
import { type Verification, verifyLedger } from "../../store/ledger/verify.ts";
import { type Call, command } from "../command.ts";
import { openOffline } from "../connection/offline.ts";
import { EXIT } from "../exit-codes.ts";
import { count } from "../render/value.ts";

interface Options {
  readonly key?: string;
  readonly checkpoints?: string;
}

export const ledgerVerify = command<Options>({
  name: "ledger verify",
  summary: "Check every entry of the ledger, on the database itself; names the first bad one",
  options: [
    { flags: "--checkpoints <file>", describes: "signed checkpoints that were kept elsewhere, as begat serve --checkpoints writes them" },
    { flags: "--key <key>", describes: "the public key that signed them, or a file with it; ledger.pub of the folder when left out" },
  ],
  examples: ["begat ledger verify", "begat ledger verify --checkpoints /mnt/audit/begat.checkpoints --key ledger.pub"],
  run: verify,
});

async function verify(call: Call<Options>): Promise<number> {
  const { terminal } = call;
  const checkpoints = await checkpointsOf(call);
  const database = await openOffline(call.place);
  try {
    const found = await verifyLedger(database, checkpoints, (entries) => terminal.progress(`${count(entries, "entry").replace("entrys", "entries")} verified`));
    terminal.answer(found, () => show(call, found));
    return found.fault === undefined ? EXIT.ok : EXIT.refused;
  } finally {
    await database.close();
  }
}

import { readFile } from "node:fs/promises";
import { BegatError, invalid } from "@begat/core";
import { type Checkpoint, parseVerifier } from "@begat/core/ledger";
import { DataFolder } from "../../data-folder.ts";
import { readCheckpoints } from "../../govern/checkpointer.ts";
import type { Verification } from "../../store/ledger/verify.ts";
import { type Call, command } from "../command.ts";
import { exists } from "../connection/exists.ts";
import { EXIT } from "../exit-codes.ts";
import { ELSEWHERE } from "../offline/elsewhere.ts";
import { count } from "../render/value.ts";

interface Options {
  readonly key?: string;
  readonly checkpoints?: string;
}

export const ledgerVerify = command<Options>({
  name: "ledger verify",
  summary: "Check every entry of the ledger, on the database itself; names the first bad one",
  options: [
    {
      flags: "--checkpoints <file>",
      describes: "signed checkpoints that were kept elsewhere, as begat serve --checkpoints writes them",
    },
    {
      flags: "--key <key>",
      describes: "the public key that signed them, or a file with it; ledger.pub of the folder when left out",
    },
  ],
  examples: [
    "begat ledger verify",
    "begat ledger verify --checkpoints /mnt/audit/begat.checkpoints --key audit/ledger.pub",
  ],
  asksNone: ELSEWHERE,
  run: verify,
});

async function verify(call: Call<Options>): Promise<number> {
  const { terminal, place } = call;
  const checkpoints = await checkpointsOf(call);
  // Loaded when it is needed: other commands start faster without a database driver.
  const { verifyOffline } = await import("../offline/verify-offline.ts");
  const found = await verifyOffline(place, checkpoints, (read) =>
    terminal.progress(`${count(read, "entry", "entries")} read`),
  );
  terminal.answer(found, () => terminal.print(verdictText(found, call)));
  return found.fault === undefined ? EXIT.ok : EXIT.refused;
}

async function checkpointsOf({ options, place }: Call<Options>): Promise<readonly Checkpoint[]> {
  if (options.checkpoints === undefined) return [];
  const text = await readFile(options.checkpoints, "utf8");
  const key = await publicKey(options.key, place.data);
  const checkpoints = saying(options.checkpoints, () => readCheckpoints(text, key));
  // Else a file that was emptied, or a wrong one, would prove what was never compared.
  if (checkpoints.length === 0) throw invalid("checkpoints", `${options.checkpoints} has none`);
  return checkpoints;
}

/** Names the file in which a checkpoint is bad. */
function saying<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof BegatError)) throw error;
    throw invalid("checkpoints", `${file}: ${error.message}; the key that signed them is given with --key`);
  }
}

async function publicKey(key: string | undefined, data: string): Promise<string> {
  if (key === undefined) return DataFolder.at(data).publicKey();
  const text = (await exists(key)) ? (await readFile(key, "utf8")).trim() : key;
  try {
    parseVerifier(text);
    return text;
  } catch {
    throw invalid("key", `${key} is no public key, nor a file with one such as ledger.pub`);
  }
}

function verdictText(
  { size, root, erased, checkpoints, fault }: Verification,
  { terminal }: Call<Options>,
): string {
  const { good, bad } = terminal.style;
  if (fault !== undefined) return `${bad("bad")}  entry ${fault.seq}: ${fault.problem}`;
  return `${good("ok")}  ${count(size, "entry", "entries")}, ${erased} erased, ${count(checkpoints, "checkpoint")} met\nroot ${root}`;
}

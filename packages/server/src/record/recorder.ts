import { createHash, randomBytes } from "node:crypto";
import { type Change, changeText, type NodeId } from "@begat/core";
import {
  type Expectation,
  type Ledger,
  type OnConflict,
  type Outcome,
  type Refusal,
  refusalOf,
  type Submission,
} from "../store/port/append.ts";
import { checkChange } from "./check-change.ts";

export interface SubmitOptions {
  /** Refuse ids that nobody has described. */
  readonly strict: boolean;
  /** `refuse` when it is left out. */
  readonly onConflict?: OnConflict;
  /** What must hold for every one of the changes. */
  readonly expects?: Expectation;
}

/** The only way into the ledger: checks each change, hashes it off the writer thread, appends what is left. */
export class Recorder {
  readonly #ledger: Ledger;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  /** Records changes for an authenticated principal. An outcome per change, in order; a bad one never fails its neighbours. */
  async submit(
    changes: readonly Change[],
    actor: NodeId,
    options: SubmitOptions,
  ): Promise<readonly Outcome[]> {
    const prepared = changes.map((change) => prepare(change, actor, options));
    const outcomes = await this.#ledger.append(
      prepared.filter((item): item is Submission => !("error" in item)),
    );
    let next = 0;
    return prepared.map((item) => ("error" in item ? item : outcomes[next++]!));
  }
}

const SALT_BYTES = 16;
const SALTS_AT_ONCE = 256;
let salts = Buffer.alloc(0);

/** A random salt; drawn many at a time, because each draw costs more than its bytes. */
function nextSalt(): Uint8Array {
  if (salts.length === 0) salts = randomBytes(SALT_BYTES * SALTS_AT_ONCE);
  const salt = Uint8Array.from(salts.subarray(0, SALT_BYTES));
  salts = salts.subarray(SALT_BYTES);
  return salt;
}

function prepare(
  change: Change,
  actor: NodeId,
  { onConflict = "refuse", ...options }: SubmitOptions,
): Submission | Refusal {
  try {
    checkChange(change);
    const canonical = changeText(change);
    const salt = nextSalt();
    const digest = createHash("sha256").update(salt).update(canonical, "utf8").digest();
    return { change, actor, ...options, onConflict, canonical, salt, digest };
  } catch (error) {
    return refusalOf(error);
  }
}

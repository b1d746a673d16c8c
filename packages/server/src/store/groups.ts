import { setImmediate as immediate } from "node:timers/promises";
import type { Fatal } from "./fatal.ts";
import type { Outcome, Submission } from "./port/append.ts";

/** How many changes may share one transaction, and how many assertions before the group is closed. */
const GROUP_CHANGES = 512;
const GROUP_ASSERTIONS = 20_000;

interface Waiting {
  readonly submissions: readonly Submission[];
  readonly resolve: (outcomes: readonly Outcome[] | Fatal) => void;
  readonly reject: (error: unknown) => void;
}

/** Group commit: what comes while one group is written is the next one. */
export class Groups {
  readonly #turn: (work: () => Promise<void>) => Promise<void>;
  readonly #write: (submissions: readonly Submission[]) => Promise<readonly Outcome[] | Fatal>;
  readonly #waiting: Waiting[] = [];

  /** `turn` is given a group to write, one at a time: what else waits for its turn stands behind no more than that one. */
  constructor(
    turn: (work: () => Promise<void>) => Promise<void>,
    write: (submissions: readonly Submission[]) => Promise<readonly Outcome[] | Fatal>,
  ) {
    this.#turn = turn;
    this.#write = write;
  }

  /** Puts submissions into the group to come; they are answered once it is written. */
  add(submissions: readonly Submission[]): Promise<readonly Outcome[] | Fatal> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.push({ submissions, resolve, reject }) === 1) this.#queue();
    });
  }

  /** Waits until no group is to come: the last one is being written, or is. */
  async taken(): Promise<void> {
    while (this.#waiting.length > 0) await this.#turn(async () => {});
  }

  #queue(): void {
    void this.#turn(() => this.#writeNext());
  }

  async #writeNext(): Promise<void> {
    // What has come to the thread's port by now is taken along.
    await immediate();
    const group = this.#take();
    if (this.#waiting.length > 0) this.#queue();
    try {
      const outcomes = await this.#write(group.flatMap(({ submissions }) => submissions));
      answer(group, outcomes);
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  #take(): readonly Waiting[] {
    let changes = 0;
    let assertions = 0;
    let taken = 0;
    for (const { submissions } of this.#waiting) {
      if (taken > 0 && (changes >= GROUP_CHANGES || assertions >= GROUP_ASSERTIONS)) break;
      changes += submissions.length;
      for (const { change } of submissions) assertions += change.assertions.length;
      taken += 1;
    }
    return this.#waiting.splice(0, taken);
  }
}

function answer(group: readonly Waiting[], outcomes: readonly Outcome[] | Fatal): void {
  let from = 0;
  for (const { submissions, resolve } of group) {
    resolve("fatal" in outcomes ? outcomes : outcomes.slice(from, from + submissions.length));
    from += submissions.length;
  }
}

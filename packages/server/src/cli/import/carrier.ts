import type { BatchItem, BatchMessage } from "@begat/client";
import type { Finding } from "../../import/importer.ts";
import { isFullGroup } from "../full-group.ts";
import type { ImportReport, Remark } from "./report.ts";

type Send = (messages: readonly BatchMessage[]) => Promise<readonly BatchItem[]>;
type Said = Extract<Finding, { readonly found: "message" }>;

/** Sends what an importer finds, in groups and in order, and keeps count. */
export class Carrier {
  readonly #send: Send;
  readonly #counts = { created: 0, updated: 0, unchanged: 0 };
  readonly #faults: Remark[] = [];
  readonly #left: Remark[] = [];
  #group: Said[] = [];
  #length = 0;

  constructor(send: Send) {
    this.#send = send;
  }

  async take(finding: Finding): Promise<void> {
    if (finding.found === "message") return this.#add(finding);
    const { found, place, reason } = finding;
    (found === "fault" ? this.#faults : this.#left).push({ place, reason });
  }

  /** Sends what is still to be sent. */
  async end(): Promise<void> {
    const group = this.#group;
    if (group.length === 0) return;
    // Whoever goes on after a failure has it sent with the next ones.
    const answers = await this.#send(group.map(({ message }) => message));
    this.#group = [];
    this.#length = 0;
    answers.forEach(({ receipt, error }, index) => {
      if (receipt !== undefined) this.#counts[receipt.status] += 1;
      else this.#faults.push({ place: group[index]?.place ?? "", reason: error?.message ?? "refused" });
    });
  }

  get report(): Omit<ImportReport, "source" | "place"> {
    return { ...this.#counts, faults: this.#faults, left: this.#left };
  }

  /** How many messages were answered. */
  get answered(): number {
    const { created, updated, unchanged } = this.#counts;
    return created + updated + unchanged;
  }

  async #add(said: Said): Promise<void> {
    this.#group.push(said);
    this.#length += JSON.stringify(said.message).length;
    if (isFullGroup(this.#group.length, this.#length)) await this.end();
  }
}

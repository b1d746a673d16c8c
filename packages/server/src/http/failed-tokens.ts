import { BegatError } from "@begat/core";

const WINDOW = 60_000;
const ALLOWED = 20;
const MAX_ADDRESSES = 10_000;

/** Counts the bad tokens of each address: 20 a minute, then `rate_limited`. Remembers at most 10,000 addresses. */
export class FailedTokens {
  readonly #counts = new Map<string, { count: number; readonly until: number }>();

  /** Throws `rate_limited` while an address has used up its failures. */
  check(address: string): void {
    const failed = this.#current(address);
    if (failed === undefined || failed.count < ALLOWED) return;
    throw new BegatError(
      "rate_limited",
      `${ALLOWED} bad tokens came from this address within a minute; wait a minute`,
    );
  }

  add(address: string): void {
    const failed = this.#current(address);
    if (failed !== undefined) {
      failed.count += 1;
      return;
    }
    const [oldest] = this.#counts.keys();
    if (this.#counts.size >= MAX_ADDRESSES && oldest !== undefined) this.#counts.delete(oldest);
    this.#counts.set(address, { count: 1, until: Date.now() + WINDOW });
  }

  #current(address: string) {
    const failed = this.#counts.get(address);
    if (failed === undefined || failed.until > Date.now()) return failed;
    this.#counts.delete(address);
    return undefined;
  }
}

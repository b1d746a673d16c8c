import { BegatError } from "@begat/core";
import {
  createToken,
  isTokenShaped,
  type Principal,
  principalOf,
  type TokenRecord,
  type TokenRequest,
  tokenId,
} from "./tokens.ts";

export interface TokenStore {
  list(): Promise<readonly TokenRecord[]>;
  find(id: string): Promise<TokenRecord | undefined>;
  add(record: TokenRecord): Promise<void>;
  /** Notes an instant of a token, and leaves the rest of it alone. */
  stamp(id: string, what: "last_used_at" | "revoked_at", at: number): Promise<void>;
}

const CACHE_MS = 5_000;
const USED_EVERY_MS = 60_000;
const MAX_CACHED = 10_000;

/** The API tokens of a server. A look-up is remembered for five seconds, so a revoked token ends within that time. */
export class TokenBook {
  readonly #store: TokenStore;
  readonly #cache = new Map<string, { readonly record: TokenRecord | undefined; readonly until: number }>();

  constructor(store: TokenStore) {
    this.#store = store;
  }

  /** Whom a token speaks for; undefined for one that is unknown, expired or revoked. */
  async verify(token: string): Promise<Principal | undefined> {
    if (!isTokenShaped(token)) return undefined;
    const now = Date.now();
    const record = await this.#record(tokenId(token), now);
    const principal = record === undefined ? undefined : principalOf(token, record, now);
    if (principal !== undefined) await this.#noteUse(record!, now);
    return principal;
  }

  /** Makes a token. The answer is the only place where it can be read. */
  async create(request: TokenRequest): Promise<{ readonly token: string; readonly record: TokenRecord }> {
    const made = createToken(request, Date.now());
    await this.#store.add(made.record);
    this.#cache.delete(made.record.id);
    return made;
  }

  list(): Promise<readonly TokenRecord[]> {
    return this.#store.list();
  }

  async revoke(id: string): Promise<TokenRecord> {
    const record = await this.#store.find(id);
    if (record === undefined)
      throw new BegatError("not_found", `id: there is no token ${id}; begat token list shows them`, {
        field: "id",
      });
    const revoked = { ...record, revoked_at: record.revoked_at ?? Date.now() };
    await this.#store.stamp(id, "revoked_at", revoked.revoked_at);
    this.#cache.delete(id);
    return revoked;
  }

  async #record(id: string, now: number): Promise<TokenRecord | undefined> {
    const cached = this.#cache.get(id);
    if (cached !== undefined && cached.until > now) return cached.record;
    if (this.#cache.size >= MAX_CACHED) this.#cache.clear();
    const record = await this.#store.find(id);
    this.#cache.set(id, { record, until: now + CACHE_MS });
    return record;
  }

  async #noteUse(record: TokenRecord, now: number): Promise<void> {
    if (record.last_used_at !== null && now - record.last_used_at < USED_EVERY_MS) return;
    this.#cache.set(record.id, { record: { ...record, last_used_at: now }, until: now + CACHE_MS });
    await this.#store.stamp(record.id, "last_used_at", now);
  }
}

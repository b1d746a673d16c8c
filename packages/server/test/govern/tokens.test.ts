import { describe, expect, it, vi } from "vitest";
import { TokenBook } from "../../src/govern/token-book.ts";
import { isTokenShaped, principalOf, type TokenRecord } from "../../src/govern/tokens.ts";

/** The book on a store that is a list. */
function openBook() {
  const records = new Map<string, TokenRecord>();
  const stamp = vi.fn(async (id: string, what: string, at: number) => {
    records.set(id, { ...records.get(id)!, [what]: at });
  });
  const book = new TokenBook({
    list: async () => [...records.values()],
    find: async (id) => records.get(id),
    add: async (record) => void records.set(record.id, record),
    stamp,
  });
  return { book, records, stamp };
}

const request = { agent: "agent:ann", scope: "write", expires_at: null } as const;

describe("API tokens", () => {
  it("have the form bgt_, 27 and 6 base62 characters, and a checksum that notices a typing error", async () => {
    const { book } = openBook();
    const { token } = await book.create(request);
    expect(token).toMatch(/^bgt_[0-9A-Za-z]{33}$/);
    expect(isTokenShaped(token)).toBe(true);
    for (let at = 4; at < token.length; at++) {
      const wrong = `${token.slice(0, at)}${token[at] === "a" ? "b" : "a"}${token.slice(at + 1)}`;
      expect(isTokenShaped(wrong)).toBe(false);
    }
  });

  it("speak for their agent, note their use, and are kept as a hash only", async () => {
    const { book, records, stamp } = openBook();
    const { token, record } = await book.create(request);
    for (let times = 0; times < 3; times++)
      expect(await book.verify(token)).toEqual({ principal: "agent:ann", scope: "write" });
    expect(stamp).toHaveBeenCalledOnce();
    expect(records.get(record.id)?.last_used_at).toBeGreaterThan(0);
    const kept = JSON.stringify(
      [...records.values()].map((each) => ({ ...each, hash: Buffer.from(each.hash).toString("latin1") })),
    );
    expect(kept).not.toContain(token.slice(12));
    expect((await book.create(request)).token).not.toBe(token);
  });

  it("stay revoked when another server noted their use from an older look", async () => {
    const { book, records } = openBook();
    const { token, record } = await book.create(request);
    await book.verify(token);
    records.set(record.id, { ...records.get(record.id)!, revoked_at: 1 });
    await book.verify(token);
    expect(records.get(record.id)?.revoked_at).toBe(1);
  });

  it("end when revoked or expired", async () => {
    const { book, records } = openBook();
    const { token, record } = await book.create(request);
    await book.verify(token);
    await book.revoke(record.id);
    expect(await book.verify(token)).toBeUndefined();
    const short = await book.create({ ...request, expires_at: Date.now() + 60_000 });
    records.set(short.record.id, { ...short.record, expires_at: Date.now() - 1 });
    expect(await book.verify(short.token)).toBeUndefined();
    const last = { ...short.record, expires_at: 2 };
    expect(principalOf(short.token, last, 1)).toEqual({ principal: "agent:ann", scope: "write" });
    expect(principalOf(short.token, last, 2)).toBeUndefined();
    await expect(book.revoke("bgt_nothing")).rejects.toMatchObject({ code: "not_found" });
    await expect(book.create({ ...request, expires_at: 1 })).rejects.toMatchObject({ code: "invalid" });
    await expect(book.create({ ...request, agent: "run:x" })).rejects.toMatchObject({ code: "invalid" });
  });
});

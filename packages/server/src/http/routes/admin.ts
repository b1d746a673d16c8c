import { invalid } from "@begat/core";
import Type from "typebox";
import { InstantField, strict } from "../../intake/native/fields.ts";
import { instantMs } from "../../intake/native/instant.ts";
import { named } from "../../intake/native/naming.ts";
import type { ProofArgs, TokenInfo } from "../ports.ts";
import { type Route, route } from "../route.ts";
import * as answers from "../schemas/answers.ts";
import { titled } from "../schemas/parts.ts";
import { ProofQuery, ProofsQuery } from "../schemas/queries.ts";

const TokenBody = titled(
  "TokenMessage",
  strict({
    agent: Type.String({
      minLength: 1,
      maxLength: 512,
      description: "whom it speaks for, with or without agent:",
    }),
    scope: answers.Scope,
    expires_at: Type.Optional(InstantField),
  }),
);

const EraseBody = titled(
  "EraseMessage",
  strict({
    seq: Type.Integer({ minimum: 1, description: "the entry whose payload goes" }),
    reason: Type.String({ minLength: 1, maxLength: 1000, description: "why; it stays in the ledger" }),
  }),
);

/** The routes of the ledger's proofs, of erasure and of tokens. */
export const ADMIN_ROUTES: readonly Route[] = [
  route({
    method: "GET",
    url: "/ledger/checkpoint",
    scope: "read",
    group: "ledger",
    summary: "The newest checkpoint, a C2SP signed note",
    answer: { type: "text/plain", description: "a signed note" },
    handler: async ({ deps, reply }) => {
      const note = await deps.ledger.checkpoint();
      reply.type("text/plain; charset=utf-8");
      return note;
    },
  }),
  route({
    method: "GET",
    url: "/ledger/proof",
    scope: "read",
    group: "ledger",
    summary:
      "The proof that an entry is in the ledger (seq), or that an older ledger is its beginning (first)",
    query: ProofQuery,
    answer: answers.ProofAnswer,
    handler: ({ deps, query }) => deps.ledger.proof(proofArgs(query)),
  }),
  route({
    method: "GET",
    url: "/ledger/proofs",
    scope: "read",
    group: "ledger",
    summary: "The proofs that up to 100 entries are in the ledger",
    query: ProofsQuery,
    answer: answers.ProofsAnswer,
    handler: ({ deps, query }) => deps.ledger.proof(query),
  }),
  route({
    method: "GET",
    url: "/ledger/key",
    scope: "read",
    group: "ledger",
    summary: "The key that checkpoints are checked with, a C2SP verifier key",
    answer: { type: "text/plain", description: "a verifier key" },
    handler: ({ deps, reply }) => {
      reply.type("text/plain; charset=utf-8");
      return `${deps.ledger.verifier}\n`;
    },
  }),
  route({
    method: "POST",
    url: "/ledger/erase",
    scope: "owner",
    group: "ledger",
    summary: "Erase the payload of an entry for good; its proofs stay",
    body: EraseBody,
    example: { seq: 12, reason: "a person asked to be forgotten" },
    answer: answers.ReceiptAnswer,
    handler: ({ deps, body, caller }) => deps.ledger.erase(body.seq, body.reason, caller.principal),
  }),
  route({
    method: "POST",
    url: "/tokens",
    scope: "owner",
    group: "tokens",
    summary: "Make a token; it is shown this once",
    body: TokenBody,
    example: { agent: "ci", scope: "write", expires_at: "2027-01-01T00:00:00Z" },
    answer: answers.NewTokenAnswer,
    handler: async ({ deps, body }) => {
      const agent = named("Agent", body.agent, "agent");
      const expires_at = body.expires_at === undefined ? null : instantMs(body.expires_at, "expires_at");
      const { token, record } = await deps.tokens.create({ agent, scope: body.scope, expires_at });
      return { ...shown(record), token };
    },
  }),
  route({
    method: "GET",
    url: "/tokens",
    scope: "owner",
    group: "tokens",
    summary: "Every token, without its secret",
    answer: answers.TokensAnswer,
    handler: async ({ deps }) => ({ items: (await deps.tokens.list()).map(shown) }),
  }),
  route({
    method: "DELETE",
    url: "/tokens/{token}",
    scope: "owner",
    group: "tokens",
    summary: "Revoke a token, by its first characters as the list shows them",
    answer: answers.TokenAnswer,
    handler: async ({ deps, id }) => shown(await deps.tokens.revoke(id)),
  }),
];

/** A token as it is answered: never its hash. */
function shown({ id, agent, scope, created_at, expires_at, last_used_at, revoked_at }: TokenInfo) {
  return {
    id,
    agent,
    scope,
    created_at: new Date(created_at).toISOString(),
    expires_at: isoOrNull(expires_at),
    last_used_at: isoOrNull(last_used_at),
    revoked_at: isoOrNull(revoked_at),
  };
}

function isoOrNull(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

function proofArgs({ seq, size, first, second }: Type.Static<typeof ProofQuery>): ProofArgs {
  if (seq !== undefined && first === undefined && second === undefined) {
    return size === undefined ? { seq } : { seq, size };
  }
  if (first !== undefined && seq === undefined && size === undefined) {
    return second === undefined ? { first } : { first, second };
  }
  throw invalid("seq", "give either seq (one entry, with size) or first (an older size, with second)");
}

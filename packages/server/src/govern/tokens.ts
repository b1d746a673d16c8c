import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { BegatError, invalid, type NodeId, parseId } from "@begat/core";

const PREFIX = "bgt_";
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** 160 random bits and a checksum of 32, each in base62. */
const SECRET_LENGTH = 27;
const CHECKSUM_LENGTH = 6;
const ID_LENGTH = PREFIX.length + 8;

export const SCOPES = ["read", "write", "owner"] as const;
export type Scope = (typeof SCOPES)[number];

/** What the store keeps of a token: never the token itself. Instants are epoch milliseconds. */
export interface TokenRecord {
  readonly id: string;
  readonly hash: Uint8Array;
  readonly agent: NodeId;
  readonly scope: Scope;
  readonly created_at: number;
  readonly expires_at: number | null;
  readonly last_used_at: number | null;
  readonly revoked_at: number | null;
}

export interface Principal {
  readonly principal: NodeId;
  readonly scope: Scope;
}

function base62(value: bigint, length: number): string {
  let out = "";
  for (let rest = value; out.length < length; rest /= 62n) out = ALPHABET[Number(rest % 62n)] + out;
  return out;
}

function checksum(secret: string): string {
  const digest = createHash("sha256").update(secret).digest();
  return base62(BigInt(digest.readUInt32BE(0)), CHECKSUM_LENGTH);
}

/** A new token: `bgt_`, 160 random bits and a checksum. Shown once, kept nowhere. */
function generateToken(): string {
  const secret = base62(BigInt(`0x${randomBytes(20).toString("hex")}`), SECRET_LENGTH);
  return PREFIX + secret + checksum(secret);
}

/** Whether a text has the form of a token and its checksum holds, so that typing errors need no look-up. */
export function isTokenShaped(text: string): boolean {
  if (text.length !== PREFIX.length + SECRET_LENGTH + CHECKSUM_LENGTH || !text.startsWith(PREFIX))
    return false;
  const secret = text.slice(PREFIX.length, PREFIX.length + SECRET_LENGTH);
  return text.slice(PREFIX.length + SECRET_LENGTH) === checksum(secret);
}

/** The beginning of a token, by which people tell tokens apart. */
export function tokenId(token: string): string {
  return token.slice(0, ID_LENGTH);
}

function hashToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

/** Whom a token speaks for now; undefined when it is not this one, expired or revoked. */
export function principalOf(token: string, record: TokenRecord, now: number): Principal | undefined {
  if (!timingSafeEqual(hashToken(token), record.hash)) return undefined;
  if (record.revoked_at !== null || (record.expires_at !== null && record.expires_at <= now))
    return undefined;
  return { principal: record.agent, scope: record.scope };
}

export interface TokenRequest {
  readonly agent: NodeId;
  readonly scope: Scope;
  /** Epoch milliseconds; null for one that does not expire. */
  readonly expires_at: number | null;
}

/** A token and what to keep of it. */
export function createToken(
  request: TokenRequest,
  now: number,
): { readonly token: string; readonly record: TokenRecord } {
  if (parseId(request.agent, "agent").kind !== "Agent")
    throw invalid("agent", `${request.agent} is not an agent; write agent:name`);
  if (request.expires_at !== null && request.expires_at <= now) {
    throw new BegatError("invalid", "expires_at: is in the past", { field: "expires_at" });
  }
  const token = generateToken();
  const record = {
    id: tokenId(token),
    hash: hashToken(token),
    ...request,
    created_at: now,
    last_used_at: null,
    revoked_at: null,
  };
  return { token, record };
}

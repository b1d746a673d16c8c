import {
  BegatError,
  type Change,
  type ErrorCode,
  type ErrorDetails,
  type NodeId,
  type Receipt,
} from "@begat/core";

/** What must hold when a change is taken; it is refused otherwise. */
export interface Expectation {
  /** Nodes that are described and not hidden: `not_found`, or `conflict` with the field `hidden`. */
  readonly live?: readonly NodeId[];
  /** Nodes that nobody has named yet: `conflict` with the field `id`. */
  readonly absent?: readonly NodeId[];
}

/**
 * What becomes of a change that conflicts with what is recorded. `refuse`: nothing of it is taken. `keep`: what is
 * recorded stays, the field, alias or edge that conflicts is left out with a warning, and the rest is taken.
 */
export type OnConflict = "refuse" | "keep";

/** A change on its way to the ledger, with what was computed off the writer thread. */
export interface Submission {
  readonly change: Change;
  /** The authenticated principal. */
  readonly actor: NodeId;
  /** Refuse ids that nobody has described. */
  readonly strict: boolean;
  readonly onConflict: OnConflict;
  readonly expects?: Expectation;
  /** The change as RFC 8785 JSON, and SHA-256(salt ‖ canonical): right unless resolving alters the change. */
  readonly canonical: string;
  readonly salt: Uint8Array;
  readonly digest: Uint8Array;
}

export interface Refusal {
  readonly error: { readonly code: ErrorCode; readonly message: string; readonly details: ErrorDetails };
}

/** What a change is answered with that met an error; throws one that is no refusal. */
export function refusalOf(error: unknown): Refusal {
  if (!(error instanceof BegatError)) throw error;
  const { code, message, details } = error;
  return { error: { code, message, details } };
}

export type Outcome = Receipt | Refusal;

/**
 * The one way in. Answers after the transaction is durable, an outcome per submission, in order. Throws `unavailable`
 * with nothing of it taken while more waits than memory should hold.
 */
export interface Ledger {
  append(submissions: readonly Submission[]): Promise<readonly Outcome[]>;
}

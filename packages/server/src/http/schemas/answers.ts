import { ERROR_STATUS } from "@begat/core";
import Type from "typebox";
import { Id, Json, nullable, record, Seq, titled, When } from "./parts.ts";

const Warning = titled(
  "Warning",
  Type.Object({
    code: Type.Enum(["unresolved", "ambiguous", "conflict", "incomplete"]),
    message: Type.String(),
    field: Type.Optional(Type.String()),
  }),
);

export const ReceiptAnswer = titled(
  "Receipt",
  Type.Object({
    id: Id,
    seq: Seq,
    status: Type.Enum(["created", "updated", "unchanged"]),
    warnings: Type.Array(Warning),
  }),
);

export const ErrorSchema = titled(
  "Error",
  Type.Object({
    error: Type.Object({
      code: Type.String({ examples: Object.keys(ERROR_STATUS) }),
      message: Type.String({ description: "names the field and the way out" }),
      details: record(Json),
    }),
  }),
);

export const BatchAnswer = titled(
  "BatchItem",
  Type.Object({
    status: Type.Integer({ description: "what the message alone would have been answered with" }),
    receipt: Type.Optional(ReceiptAnswer),
    error: Type.Optional(ErrorSchema.properties.error),
  }),
);

export const ArtifactAnswer = titled(
  "ArtifactReceipt",
  Type.Object({ ...ReceiptAnswer.properties, size: Type.Integer({ description: "in bytes" }) }),
);

export const UploadAnswer = titled(
  "Upload",
  Type.Object({
    offset: Type.Integer({ description: "how many bytes are stored; go on from here" }),
    complete: Type.Boolean(),
  }),
);

export const VerdictAnswer = titled(
  "Verdict",
  Type.Object({
    digest: Id,
    ok: Type.Boolean(),
    size: Type.Integer(),
    found: Type.Optional(
      Type.String({ description: "what the stored bytes hash to, when they are corrupt" }),
    ),
  }),
);

export const Scope = Type.Enum(["read", "write", "owner"]);

export const CallerAnswer = titled("Caller", Type.Object({ agent: Id, scope: Scope }));

export const TokenAnswer = titled(
  "Token",
  Type.Object({
    id: Type.String({ description: "the first characters of the token" }),
    agent: Id,
    scope: Scope,
    created_at: When,
    expires_at: nullable(When),
    last_used_at: nullable(When),
    revoked_at: nullable(When),
  }),
);

export const NewTokenAnswer = titled(
  "NewToken",
  Type.Object({ ...TokenAnswer.properties, token: Type.String({ description: "shown this once" }) }),
);

export const TokensAnswer = titled("Tokens", Type.Object({ items: Type.Array(TokenAnswer) }));

const Hashes = Type.Array(Type.String(), { description: "in hex, RFC 9162" });

export const ProofAnswer = titled(
  "Proof",
  Type.Union([
    Type.Object({ seq: Seq, size: Seq, leaf: Type.String(), root: Type.String(), proof: Hashes }),
    Type.Object({
      first: Seq,
      second: Seq,
      first_root: Type.String(),
      second_root: Type.String(),
      proof: Hashes,
    }),
  ]),
);

export const ProofsAnswer = titled(
  "Proofs",
  Type.Object({
    size: Seq,
    root: Type.String(),
    items: Type.Array(Type.Object({ seq: Seq, leaf: Type.String(), proof: Hashes })),
  }),
);

export const HealthAnswer = titled(
  "Health",
  Type.Object({ status: Type.Literal("ok"), version: Type.String(), entries: Seq }),
);

export const SchemaAnswer = titled("Schema", Type.Object({ kinds: record(Json), relations: record(Json) }));

export const OpenApiAnswer = titled("OpenApi", record(Json));

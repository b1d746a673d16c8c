import Type from "typebox";
import { titled } from "./parts.ts";

/** The answer to a batch, as OpenLineage specifies it. */
export const LineageBatchAnswer = titled(
  "LineageBatch",
  Type.Object({
    status: Type.Enum(["success", "partial_success"]),
    summary: Type.Object({
      received: Type.Integer(),
      successful: Type.Integer(),
      failed: Type.Integer(),
      retriable: Type.Integer(),
      non_retriable: Type.Integer(),
    }),
    failed_events: Type.Array(
      Type.Object({ index: Type.Integer(), reason: Type.String(), retriable: Type.Boolean() }),
    ),
  }),
);

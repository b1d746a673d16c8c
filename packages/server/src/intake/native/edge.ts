import { BOUND_RELATIONS, invalid, RELATION_NAMES, type Relation } from "@begat/core";
import Type from "typebox";
import { kindMeant, link } from "./assertions.ts";
import { Id, OwnProps, strict } from "./fields.ts";
import { message } from "./message.ts";

const example = { from: "feature:users/age-band", rel: "derived-from", to: "feature:users/age" };

const ends = {
  from: Id,
  rel: Type.Enum([...RELATION_NAMES]),
  to: Id,
  q: Type.Optional(Type.String({ maxLength: 4000, description: "the qualifier of the edge" })),
};

/** An edge that no other message carries. */
export const edgeMessage = message(
  { name: "edge", summary: "State one edge, from the effect to its cause", example },
  strict({
    ...ends,
    evidence: Type.Optional(
      Type.Enum(["reported", "inferred"], {
        description: "inferred when it was concluded, not told; reported when left out",
      }),
    ),
    props: Type.Optional(OwnProps),
  }),
  ({ from, rel, to, q, evidence, props }) => {
    if (evidence === "inferred" && isInferred(rel, from))
      throw invalid("evidence", `of ${rel} it is the record that infers; leave it out`);
    return [
      {
        ...link("edge", source(from), rel, { id: to, q }, "to"),
        ...(evidence !== undefined && { evidence }),
        ...(props !== undefined && { props }),
      },
    ];
  },
);

/** Whether it is the record that infers such edges: which version was read, and which run wrote one. */
function isInferred(rel: Relation, from: string): boolean {
  return BOUND_RELATIONS.has(rel) || (rel === "produced-by" && kindMeant(from, "from") === "DatasetVersion");
}

/** The end of an edge; it stays in the history. */
export const endMessage = message(
  { name: "end", summary: "End one edge; its history stays", example },
  strict(ends),
  ({ from, rel, to, q }) => [link("end", source(from), rel, { id: to, q }, "to")],
);

function source(id: string) {
  return { id, kind: kindMeant(id, "from") };
}

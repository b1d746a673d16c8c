import { type Assertion, type BindAssertion, INPUT_RELATIONS, type NodeId, type Relation } from "@begat/core";
import Type, { type Static } from "typebox";
import { kindMeant, links } from "./assertions.ts";
import { Id, listOf, OwnProps, strict } from "./fields.ts";
import { exactly } from "./naming.ts";

const Input = strict({
  id: Type.Unsafe<string>({
    ...Id,
    description: "a version, or a dataset, which is bound to its latest version by the start",
  }),
  relation: Type.Optional(
    Type.Enum([...INPUT_RELATIONS], {
      description: "used when it is left out",
    }),
  ),
  q: Type.Optional(Type.String({ maxLength: 1000, description: "its role, such as train" })),
  otherwise: Type.Optional(
    Type.Unsafe<string>({
      ...Id,
      description: "of a dataset, the version that stands in while none is known by the start",
    }),
  ),
  props: Type.Optional(OwnProps),
});

/** What was read: how, and in which role. */
export const Inputs = listOf(Input);

type InputMessage = Static<typeof Input>;

const BOUND: readonly Relation[] = ["used", "trained-on", "evaluated-on"] satisfies BindAssertion["rel"][];

/** The edges to what was read; of a dataset without a version, the ledger finds which one it must have been. */
export function readsOf(from: NodeId, inputs: readonly InputMessage[] = []): readonly Assertion[] {
  return inputs.flatMap(({ id, relation: rel = "used", q, otherwise, props }, index) => {
    const field = `inputs[${index}].id`;
    const more = props === undefined ? {} : { props };
    if (!isBound(rel) || kindMeant(id, field) !== "Dataset")
      return links(from, rel, { id, q }, field).map((edge) => ({ ...edge, ...more }) as Assertion);
    const stand = otherwise === undefined ? {} : { otherwise: placeholder(otherwise, index) };
    const role = q === undefined || q === "" ? {} : { q };
    return [{ assert: "bind", from, rel, of: id, ...role, ...stand, ...more }];
  });
}

function placeholder(id: string, index: number): NodeId {
  return exactly("DatasetVersion", id, `inputs[${index}].otherwise`);
}

function isBound(rel: Relation): rel is BindAssertion["rel"] {
  return BOUND.includes(rel);
}

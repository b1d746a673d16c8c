import type { Assertion, Change } from "@begat/core";
import Type, { type Static, type TObject } from "typebox";
import { type NameMessage, Names, namesOf } from "./names.ts";
import { shapeOf } from "./shape.ts";

/** One kind of native message: `POST /metadata/<name>`. */
export interface Message {
  readonly name: string;
  readonly summary: string;
  readonly schema: TObject;
  readonly example: object;
  /** Checks a message and says what it asserts, its main node first. Throws `invalid`, naming the field. */
  read(value: unknown): Change;
}

interface MessageText {
  readonly name: string;
  readonly summary: string;
  readonly example: object;
}

/** Makes a message of its shape and of what it asserts; any of them may say what other systems call the things it speaks of. */
export function message<S extends TObject>(
  text: MessageText,
  shape: S,
  assertions: (said: Static<S>) => readonly Assertion[],
): Message {
  const schema = Type.Object(
    { ...shape.properties, names: Type.Optional(Names) },
    { additionalProperties: false },
  );
  let check: ReturnType<typeof shapeOf> | undefined;
  return {
    ...text,
    schema,
    read(value) {
      check ??= shapeOf(schema);
      const shaped: (
        value: unknown,
      ) => asserts value is Static<S> & { readonly names?: readonly NameMessage[] } = check;
      shaped(value);
      return { source: "native", assertions: [...assertions(value), ...namesOf(value.names)] };
    },
  };
}

import type { Assertion, Change } from "@begat/core";
import type { Static, TObject } from "typebox";
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

/** Makes a message of its shape and of what it asserts. */
export function message<S extends TObject>(
  text: MessageText,
  schema: S,
  assertions: (said: Static<S>) => readonly Assertion[],
): Message {
  let check: ReturnType<typeof shapeOf<S>> | undefined;
  return {
    ...text,
    schema,
    read(value) {
      check ??= shapeOf(schema);
      const shaped: (value: unknown) => asserts value is Static<S> = check;
      shaped(value);
      return { source: "native", assertions: assertions(value) };
    },
  };
}

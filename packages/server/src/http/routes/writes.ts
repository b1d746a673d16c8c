import Type from "typebox";
import { MESSAGES } from "../../intake/native/messages.ts";
import { answerBatch } from "../batch.ts";
import { type Route, route } from "../route.ts";
import { BatchAnswer, ReceiptAnswer } from "../schemas/answers.ts";
import { StrictQuery } from "../schemas/queries.ts";
import { submitOne } from "../submit.ts";

const WRITES: readonly Route[] = [...MESSAGES.values()].map((message) =>
  route({
    method: "POST",
    url: `/metadata/${message.name}`,
    scope: "write",
    group: "write",
    summary: message.summary,
    query: StrictQuery,
    body: { ...message.schema, title: titleOf(message.name) },
    readsBody: true,
    example: message.example,
    answer: ReceiptAnswer,
    handler: (call) => submitOne(call, message.read(call.body), call.query.strict),
  }),
);

/** The routes that write metadata. */
export const WRITE_ROUTES: readonly Route[] = [
  ...WRITES,
  route({
    method: "POST",
    url: "/metadata/batch",
    scope: "write",
    group: "write",
    summary:
      'Many messages at once, each as {name: message}, such as {"run": {…}}; an answer per item, in order; NDJSON is answered with NDJSON',
    query: StrictQuery,
    body: [
      { type: "application/json", description: "a list of items, 8 MiB at the most; answered with a list" },
      {
        type: "application/x-ndjson",
        description: "an item per line, 64 MiB and 100,000 items at the most; answered the same way",
      },
    ],
    answer: Type.Array(BatchAnswer),
    handler: (call) => answerBatch(call, call.query.strict ?? false),
  }),
];

function titleOf(name: string): string {
  return `${name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}Message`;
}

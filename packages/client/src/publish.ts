import { namesItself, withOwnId } from "./own-id.ts";
import type { Transport } from "./transport.ts";
import type { BatchItem, BatchMessage, MessageName, Messages, Receipt } from "./types.ts";
import { writeJson } from "./write-json.ts";

/** How a message is taken. */
export interface PublishOptions {
  /** Refuses ids that nobody described. */
  readonly strict?: boolean;
}

/** Publishes one message; sending the same again is `unchanged`. */
type PublishOne<Name extends MessageName, Answer> = (
  body: Messages[Name],
  options?: PublishOptions,
) => Promise<Answer>;

/** What can be published, a function for each message. */
export interface Publish<Answer = Receipt> {
  readonly datasetVersion: PublishOne<"dataset-version", Answer>;
  readonly jobRun: PublishOne<"job-run", Answer>;
  readonly run: PublishOne<"run", Answer>;
  readonly modelVersion: PublishOne<"model-version", Answer>;
  readonly deployment: PublishOne<"deployment", Answer>;
  readonly check: PublishOne<"check", Answer>;
  readonly node: PublishOne<"node", Answer>;
  readonly edge: PublishOne<"edge", Answer>;
  readonly end: PublishOne<"end", Answer>;
  readonly pointer: PublishOne<"pointer", Answer>;
  readonly alias: PublishOne<"alias", Answer>;
  readonly hide: PublishOne<"hide", Answer>;
}

/** Sends one message, which has its id if it needs one. */
type Send<Answer> = (name: MessageName, body: object, options: PublishOptions) => Promise<Answer>;

/** The functions that publish by one way of sending. */
export function publishWith<Answer>(send: Send<Answer>): Publish<Answer> {
  const one =
    <Name extends MessageName>(name: Name): PublishOne<Name, Answer> =>
    (body, options = {}) =>
      send(name, withOwnId(name, body), options);
  return {
    datasetVersion: one("dataset-version"),
    jobRun: one("job-run"),
    run: one("run"),
    modelVersion: one("model-version"),
    deployment: one("deployment"),
    check: one("check"),
    node: one("node"),
    edge: one("edge"),
    end: one("end"),
    pointer: one("pointer"),
    alias: one("alias"),
    hide: one("hide"),
  };
}

/** Sends one message; again when the server was away, if that can do no more than once. */
export function publishOne(
  transport: Transport,
  name: MessageName,
  body: object,
  { strict }: PublishOptions = {},
): Promise<Receipt> {
  const path = `/metadata/${name}`;
  return transport.json({
    method: "POST",
    path,
    query: { strict },
    json: body,
    idempotent: namesItself(name, body),
  });
}

/** Publishes many messages as NDJSON; an answer per item, in order. */
export async function publishBatch(
  transport: Transport,
  items: readonly BatchMessage[],
  { strict }: PublishOptions = {},
): Promise<readonly BatchItem[]> {
  const messages = items.map(messageOf).map(([name, body]) => [name, withOwnId(name, body)] as const);
  const lines = messages.map(([name, body]) => `${writeJson({ [name]: body })}\n`);
  const bytes = new TextEncoder().encode(lines.join(""));
  const text = await transport.text({
    method: "POST",
    path: "/metadata/batch",
    query: { strict },
    bytes: () => bytes,
    headers: { "content-type": "application/x-ndjson" },
    idempotent: messages.every(([name, body]) => namesItself(name, body)),
  });
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as BatchItem);
}

/** The name and the body of an item. */
export function messageOf(item: BatchMessage): readonly [MessageName, object] {
  const [message] = Object.entries(item) as [[MessageName, object]];
  return message;
}

import { sortableId } from "./sortable-id.ts";
import type { Transport } from "./transport.ts";
import type { BatchItem, BatchMessage, MessageName, Messages, Receipt } from "./types.ts";

/** How a message is taken. */
export interface PublishOptions {
  /** Refuses ids that nobody described. */
  readonly strict?: boolean;
}

/** Publishes one message; sending the same again is `unchanged`. */
export type PublishOne<Name extends MessageName> = (
  body: Messages[Name],
  options?: PublishOptions,
) => Promise<Receipt>;

/** What can be published. */
export interface Publish {
  readonly datasetVersion: PublishOne<"dataset-version">;
  readonly jobRun: PublishOne<"job-run">;
  readonly run: PublishOne<"run">;
  readonly modelVersion: PublishOne<"model-version">;
  readonly deployment: PublishOne<"deployment">;
  readonly check: PublishOne<"check">;
  readonly node: PublishOne<"node">;
  readonly edge: PublishOne<"edge">;
  readonly end: PublishOne<"end">;
  readonly pointer: PublishOne<"pointer">;
  readonly alias: PublishOne<"alias">;
  readonly hide: PublishOne<"hide">;
}

/** The messages that get a new id where they name none, and how such an id begins. */
const OWN_IDS: Partial<Record<MessageName, string>> = {
  "job-run": "jobrun:",
  deployment: "deploy:",
  check: "check:",
};

/** The functions that publish through a transport. */
export function publishThrough(transport: Transport): Publish {
  const one =
    <Name extends MessageName>(name: Name): PublishOne<Name> =>
    (body, { strict } = {}) =>
      transport.json<Receipt>({
        method: "POST",
        path: `/metadata/${name}`,
        query: { strict },
        json: withId(name, body),
        idempotent: true,
      });
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

/** Publishes many messages as NDJSON; an answer per item, in order. */
export async function publishBatch(
  transport: Transport,
  items: readonly BatchMessage[],
  { strict }: PublishOptions = {},
): Promise<readonly BatchItem[]> {
  const lines = items.map((item) => {
    const [[name, body]] = Object.entries(item) as [[MessageName, object]];
    return `${JSON.stringify({ [name]: withId(name, body) })}\n`;
  });
  const bytes = new TextEncoder().encode(lines.join(""));
  const text = await transport.text({
    method: "POST",
    path: "/metadata/batch",
    query: { strict },
    bytes: () => bytes,
    headers: { "content-type": "application/x-ndjson" },
    idempotent: true,
  });
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as BatchItem);
}

/** An id that the client gives makes a second attempt say the same as the first. */
function withId<Body extends object>(name: MessageName, body: Body): Body {
  const prefix = OWN_IDS[name];
  return prefix === undefined || "id" in body ? body : { ...body, id: `${prefix}${sortableId()}` };
}

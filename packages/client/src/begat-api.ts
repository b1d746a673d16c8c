import { Artifacts } from "./artifacts.ts";
import { type Publish, type PublishOptions, publishBatch, publishOne, publishWith } from "./publish.ts";
import { Reads } from "./reads.ts";
import { type BegatOptions, settingsOf } from "./settings.ts";
import { Transport } from "./transport.ts";
import type { BatchItem, BatchMessage } from "./types.ts";

/**
 * A server of Begat, every address of it as a method; nothing else, so that it works in a browser. Every method throws
 * a `BegatError`: with the code and details of the server's answer, or `unavailable` when it cannot be reached.
 */
export class BegatApi extends Reads {
  readonly publish: Publish;
  readonly artifacts: Artifacts;

  constructor(options: BegatOptions = {}) {
    super(new Transport(settingsOf(options)));
    this.publish = publishWith((name, body, how) => publishOne(this.transport, name, body, how));
    this.artifacts = new Artifacts(this.transport);
  }

  /** Publishes many messages; an answer per item, in order. One refused item never fails the others. */
  batch(items: readonly BatchMessage[], options?: PublishOptions): Promise<readonly BatchItem[]> {
    return publishBatch(this.transport, items, options);
  }
}

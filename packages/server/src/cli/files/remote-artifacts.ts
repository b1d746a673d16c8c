import { Readable } from "node:stream";
import type { ReadableStream as WebStream } from "node:stream/web";
import { BegatError } from "@begat/core";
import type { Digest } from "../../artifacts/digest.ts";
import type { ArtifactReader, ByteRange, OpenArtifact, Stored } from "../../artifacts/port.ts";
import type { Client } from "../connection/client.ts";
import { Interrupted } from "../exit-codes.ts";

/** The artifacts that a server stores. */
export class RemoteArtifacts implements ArtifactReader {
  readonly #artifacts: Client["artifacts"];
  readonly #known = new Map<Digest, Stored | undefined>();

  constructor({ artifacts }: Client) {
    this.#artifacts = artifacts;
  }

  async stat(digest: Digest): Promise<Stored | undefined> {
    if (!this.#known.has(digest)) {
      const found = await this.#artifacts.stat(digest);
      this.#known.set(digest, found && { digest, size: found.size });
    }
    return this.#known.get(digest);
  }

  async open(digest: Digest, range?: ByteRange): Promise<OpenArtifact> {
    const stored = await this.stat(digest);
    if (stored === undefined) throw new BegatError("not_found", `${digest} is not stored there`, { digest });
    // No range lies within nothing.
    if (stored.size === 0) return { size: 0, stream: Readable.from([]) };
    const bytes = await this.#artifacts.get(digest, range);
    return { size: stored.size, stream: untilInterrupted(Readable.fromWeb(bytes as WebStream)) };
  }
}

/** Ctrl-C ends what is read with an error, so that who writes it to a file takes away what was begun. */
function untilInterrupted(stream: Readable): Readable {
  const end = (): void => {
    stream.destroy(new Interrupted());
  };
  process.once("SIGINT", end);
  stream.once("close", () => process.off("SIGINT", end));
  return stream;
}

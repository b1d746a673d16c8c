import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { canonicalize, TREE_TYPE } from "@begat/core";
import type { BytesLine } from "../spool/line.ts";
import type { Spool } from "../spool/spool.ts";
import type { Delivery } from "./delivery.ts";
import { digestOf, hashFile, hashFolder, manifestOf, type TreeFile } from "./file-tree.ts";
import type { NodeArtifacts } from "./node-artifacts.ts";

const BYTES_TYPE = "application/octet-stream";

/** Brings artifacts to the server, or to the spool while it is away. */
export class ArtifactKeeper {
  readonly #artifacts: NodeArtifacts;
  readonly #delivery: Delivery;

  constructor(artifacts: NodeArtifacts, delivery: Delivery) {
    this.#artifacts = artifacts;
    this.#delivery = delivery;
  }

  /** Stores bytes, or the file or folder at a path, and answers the digest. */
  async put(source: string | Uint8Array<ArrayBuffer>): Promise<string> {
    if (typeof source !== "string") return this.#putBytes(source);
    return (await stat(source)).isDirectory() ? this.#putFolder(source) : this.#putFile(source);
  }

  async #putBytes(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
    const digest = digestOf(bytes);
    await this.#delivery.bytes(
      async () => void (await this.#artifacts.put(bytes)),
      (spool) => keepBytes(spool, digest, bytes),
    );
    return digest;
  }

  async #putFile(file: string): Promise<string> {
    const stored = await hashFile(file);
    await this.#delivery.bytes(
      () => this.#artifacts.putFile(file, stored),
      (spool) => keepFile(spool, { file, ...stored }),
    );
    return stored.digest;
  }

  async #putFolder(folder: string): Promise<string> {
    const files = await hashFolder(folder);
    const manifest = new TextEncoder().encode(canonicalize(manifestOf(files) as never));
    const digest = digestOf(manifest);
    await this.#delivery.bytes(
      async () => void (await this.#artifacts.putTree(files)),
      async (spool) => {
        for (const file of files) await spool.append([await keepFile(spool, file)]);
        await spool.keepBlob(digest, manifest.length, once(manifest));
        return { v: 1, method: "POST", path: "/artifacts", content_type: TREE_TYPE, blob: digest };
      },
    );
    return digest;
  }
}

async function keepBytes(spool: Spool, digest: string, bytes: Uint8Array): Promise<BytesLine> {
  await spool.keepBlob(digest, bytes.length, once(bytes));
  return putLine(digest);
}

async function keepFile(spool: Spool, { file, digest, size }: Omit<TreeFile, "path">): Promise<BytesLine> {
  await spool.keepBlob(digest, size, createReadStream(file));
  return putLine(digest);
}

function putLine(digest: string): BytesLine {
  const path = `/artifacts/sha256/${digest.slice("sha256:".length)}`;
  return { v: 1, method: "PUT", path, content_type: BYTES_TYPE, blob: digest };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

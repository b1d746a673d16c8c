import { BegatError } from "@begat/core";
import type { Digest } from "../../artifacts/digest.ts";
import { finishHash, startHash } from "../../artifacts/disk.ts";

/** The bytes as they come; throws `hash_mismatch` at their end when they are not those of the digest. */
export async function* checked(
  bytes: AsyncIterable<Uint8Array>,
  digest: Digest,
  onProgress: (size: number) => void,
): AsyncGenerator<Uint8Array> {
  const running = startHash();
  for await (const chunk of bytes) {
    running.hash.update(chunk);
    running.size += chunk.length;
    onProgress(running.size);
    yield chunk;
  }
  const found = finishHash(running);
  if (found !== digest) {
    throw new BegatError(
      "hash_mismatch",
      `what is stored as ${digest} hashes to ${found}; put the right bytes again`,
      { digest, found },
    );
  }
}

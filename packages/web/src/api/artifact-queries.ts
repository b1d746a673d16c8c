import { BegatError } from "@begat/client/browser";
import { queryOptions } from "@tanstack/react-query";
import { begat } from "./session.ts";

/** The first bytes of an artifact; `size` is that of the whole. */
export interface FirstBytes {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly size: number;
  readonly isCut: boolean;
}

/** The first bytes of an artifact, at most `limit`. What a hash names never changes. */
export function bytesQuery(digest: string, limit: number) {
  return queryOptions({
    queryKey: ["bytes", digest, limit],
    queryFn: () => firstBytes(digest, limit),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
}

/** How many bytes an artifact has. Throws `not_found` when they are not stored. */
export async function sizeOf(digest: string): Promise<number> {
  const stored = await begat().artifacts.stat(digest);
  if (stored === undefined)
    throw new BegatError(
      "not_found",
      `The bytes of ${digest} are not stored here, their hash alone is known.`,
    );
  return stored.size;
}

/** Some bytes of an artifact, from `start` up to but without `end`. */
export async function readBytes(
  digest: string,
  start: number,
  end: number,
): Promise<Uint8Array<ArrayBuffer>> {
  if (end <= start) return new Uint8Array();
  const stream = await begat().artifacts.get(digest, { start, end });
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** A whole artifact, to be saved as a file. */
export async function readBlob(digest: string): Promise<Blob> {
  return new Response(await begat().artifacts.get(digest)).blob();
}

/** Has the server hash the stored bytes again. */
export function verdictQuery(digest: string) {
  return queryOptions({
    queryKey: ["verdict", digest],
    queryFn: () => begat().artifacts.verify(digest),
    enabled: false,
  });
}

async function firstBytes(digest: string, limit: number): Promise<FirstBytes> {
  const size = await sizeOf(digest);
  return { bytes: await readBytes(digest, 0, Math.min(size, limit)), size, isCut: size > limit };
}

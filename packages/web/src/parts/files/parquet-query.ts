import { queryOptions } from "@tanstack/react-query";
import { decompress } from "fzstd";
import { parquetMetadataAsync, parquetReadObjects, parquetSchema, snappyUncompress } from "hyparquet";
import { readBytes, sizeOf } from "../../api/artifact-queries.ts";
import { bytesText } from "./bytes-text.ts";

const MOST_ROWS = 500;
const MOST_COLUMNS = 200;
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_UNPACKED_BYTES = 4 * MOST_BYTES;

/** The first rows of a Parquet file; only the parts of it that hold them are read, at most 64 MB. */
export function parquetQuery(digest: string) {
  return queryOptions({
    queryKey: ["parquet", digest],
    queryFn: () => firstRows(digest),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
}

async function firstRows(digest: string) {
  const file = boundedFile(digest, await sizeOf(digest));
  const metadata = await parquetMetadataAsync(file);
  const header = parquetSchema(metadata)
    .children.map(({ element }) => element.name)
    .slice(0, MOST_COLUMNS);
  const count = Number(metadata.num_rows);
  const rowEnd = Math.min(count, MOST_ROWS);
  const records = await parquetReadObjects({
    file,
    metadata,
    compressors: boundedCompressors(),
    columns: header,
    rowStart: 0,
    rowEnd,
  });
  return { header, rows: records.map((record) => header.map((name) => record[name])), count };
}

/**
 * How pages are unpacked, GZIP and Brotli aside. A page says itself how large it will be, and whoever wrote it may have lied, so
 * that what all pages of a file take is bounded.
 */
function boundedCompressors() {
  let made = 0;
  const room = (size: number): Uint8Array => {
    made += size;
    if (made > MOST_UNPACKED_BYTES)
      throw new Error(
        `Its first rows unpack to more than ${bytesText(MOST_UNPACKED_BYTES)}. Download the file to open it.`,
      );
    return new Uint8Array(size);
  };
  return {
    ZSTD: (bytes: Uint8Array, size: number) => decompress(bytes, room(size)),
    SNAPPY: (bytes: Uint8Array, size: number) => {
      const page = room(size);
      snappyUncompress(bytes, page);
      return page;
    },
  };
}

/** A stored file that is read in parts, and no more of it than a preview may take. */
function boundedFile(digest: string, byteLength: number) {
  let taken = 0;
  return {
    byteLength,
    slice: async (start: number, end = byteLength): Promise<ArrayBuffer> => {
      taken += end - start;
      if (taken > MOST_BYTES)
        throw new Error(
          `Its first rows take more than ${bytesText(MOST_BYTES)} to read. Download the file to open it.`,
        );
      return (await readBytes(digest, start, end)).buffer;
    },
  };
}

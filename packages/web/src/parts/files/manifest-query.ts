import { queryOptions } from "@tanstack/react-query";
import { bytesQuery } from "../../api/artifact-queries.ts";
import { queryClient } from "../../api/query-client.ts";
import type { HeldFile } from "./held-file.ts";

const MOST_BYTES = 16 * 1024 * 1024;

/** The files of a folder that was stored as one, at their paths below it. Fails for one with a manifest beyond 16 MB. */
export function manifestQuery({ digest, path }: HeldFile) {
  return queryOptions({
    queryKey: ["manifest", digest, path],
    queryFn: async (): Promise<readonly HeldFile[]> => {
      const { bytes, isCut } = await queryClient.fetchQuery(bytesQuery(digest, MOST_BYTES));
      if (isCut) throw new Error("The folder has too many files to be listed here.");
      const { files } = JSON.parse(new TextDecoder().decode(bytes)) as { files: readonly Member[] };
      const above = path === digest ? "" : `${path}/`;
      return files.map((file) => ({ ...file, path: `${above}${file.path}`, isFolder: false }));
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

type Member = Pick<HeldFile, "path" | "digest"> & { readonly size: number };

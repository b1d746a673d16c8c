import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { bytesQuery } from "../../api/artifact-queries.ts";
import { Loaded } from "../loaded.tsx";
import { bytesText } from "./bytes-text.ts";
import type { HeldFile } from "./held-file.ts";

interface WholeFileProps {
  readonly file: HeldFile;
  /** In bytes. */
  readonly limit: number;
  readonly children: (bytes: Uint8Array<ArrayBuffer>) => ReactNode;
}

/** What can only be shown as a whole; beyond a limit, that it is too large. */
export function WholeFile({ file, limit, children }: WholeFileProps) {
  const query = useQuery(bytesQuery(file.digest, limit));
  return (
    <Loaded query={query} what="The file could not be read">
      {({ bytes, size, isCut }) =>
        isCut ? (
          <Text size="sm" c="dimmed">
            {bytesText(size)} are too many to be shown here; at most {bytesText(limit)} are. Download the file
            to open it.
          </Text>
        ) : (
          children(bytes)
        )
      }
    </Loaded>
  );
}

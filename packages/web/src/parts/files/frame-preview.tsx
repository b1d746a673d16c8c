import { Text } from "@mantine/core";
import classes from "./files.module.css";
import type { HeldFile } from "./held-file.ts";
import { useBlobUrl } from "./use-blob-url.ts";
import { WholeFile } from "./whole-file.tsx";

const MOST_BYTES = 10 * 1024 * 1024;

/** A page or a drawing of somebody's, in a frame in which nothing runs, and from which nothing leads out. */
export function FramePreview({ file, type }: { file: HeldFile; type: "text/html" | "image/svg+xml" }) {
  return (
    <WholeFile file={file} limit={MOST_BYTES}>
      {(bytes) => <Frame bytes={bytes} type={type} path={file.path} />}
    </WholeFile>
  );
}

function Frame({ bytes, type, path }: { bytes: Uint8Array<ArrayBuffer>; type: string; path: string }) {
  const url = useBlobUrl(bytes, type);
  return (
    <>
      <Text size="xs" c="dimmed" mb={4} role="note">
        Its scripts do not run here and it loads nothing. Download it to open all of it, if you trust it.
      </Text>
      {url !== undefined && <iframe src={url} sandbox="" title={path} className={classes.frame} />}
    </>
  );
}

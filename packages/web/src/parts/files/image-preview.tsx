import { Text } from "@mantine/core";
import { useState } from "react";
import classes from "./files.module.css";
import type { HeldFile } from "./held-file.ts";
import { useBlobUrl } from "./use-blob-url.ts";
import { WholeFile } from "./whole-file.tsx";

const MOST_BYTES = 20 * 1024 * 1024;

/** A picture. */
export function ImagePreview({ file }: { file: HeldFile }) {
  return (
    <WholeFile file={file} limit={MOST_BYTES}>
      {(bytes) => <Picture bytes={bytes} path={file.path} />}
    </WholeFile>
  );
}

function Picture({ bytes, path }: { bytes: Uint8Array<ArrayBuffer>; path: string }) {
  const url = useBlobUrl(bytes, "");
  const [size, setSize] = useState<string>();
  if (url === undefined) return null;
  return (
    <>
      <img
        src={url}
        alt={path}
        className={classes.image}
        onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
          setSize(`${naturalWidth} × ${naturalHeight}`)
        }
        onError={() => setSize("The bytes are no picture that a browser knows.")}
      />
      <Text size="xs" c="dimmed">
        {size}
      </Text>
    </>
  );
}

import { Group, Text, Title } from "@mantine/core";
import { lazy, Suspense } from "react";
import { Id } from "../id.tsx";
import { Loading } from "../loading.tsx";
import { bytesText } from "./bytes-text.ts";
import { Download } from "./download.tsx";
import { FramePreview } from "./frame-preview.tsx";
import type { HeldFile } from "./held-file.ts";
import { ImagePreview } from "./image-preview.tsx";
import { lookOf } from "./look-of.ts";
import { TextPreview } from "./text-preview.tsx";

const CsvPreview = lazy(() => import("./csv-preview.tsx"));
const PdfPreview = lazy(() => import("./pdf-preview.tsx"));
const ParquetPreview = lazy(() => import("./parquet-preview.tsx"));

/** One file: its name, hash and size, what is in it as far as that can be shown safely, and the way to all of it. */
export function FilePreview({ file }: { file: HeldFile }) {
  const { path, digest, size } = file;
  return (
    <>
      <Group justify="space-between" align="flex-start" wrap="nowrap" mb="xs">
        <div style={{ minWidth: 0, overflowWrap: "anywhere" }}>
          <Title order={2} size="h5">
            {path}
          </Title>
          <Group gap="xs">
            <Id id={digest} />
            {size !== undefined && (
              <Text size="xs" c="dimmed">
                {bytesText(size)}
              </Text>
            )}
          </Group>
        </div>
        <Download file={file} />
      </Group>
      <Suspense fallback={<Loading />}>
        <Preview file={file} />
      </Suspense>
    </>
  );
}

function Preview({ file }: { file: HeldFile }) {
  const look = lookOf(file.path);
  switch (look) {
    case "csv":
      return <CsvPreview file={file} />;
    case "parquet":
      return <ParquetPreview file={file} />;
    case "pdf":
      return <PdfPreview file={file} />;
    case "image":
      return <ImagePreview file={file} />;
    case "html":
    case "svg":
      return <FramePreview file={file} type={look === "svg" ? "image/svg+xml" : "text/html"} />;
    default:
      return <TextPreview file={file} look={look} />;
  }
}

import { Button, Text } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { Failure } from "../failure.tsx";
import { Loading } from "../loading.tsx";
import classes from "./files.module.css";
import type { HeldFile } from "./held-file.ts";
import { openPdf, type Pdf } from "./pdf.ts";
import { WholeFile } from "./whole-file.tsx";

const MOST_BYTES = 30 * 1024 * 1024;
const PAGES_AT_ONCE = 10;

/** The pages of a PDF as pictures: no viewer of the browser opens it, and no script in it runs. */
export default function PdfPreview({ file }: { file: HeldFile }) {
  return (
    <WholeFile file={file} limit={MOST_BYTES}>
      {(bytes) => <Pages bytes={bytes} path={file.path} />}
    </WholeFile>
  );
}

function Pages({ bytes, path }: { bytes: Uint8Array<ArrayBuffer>; path: string }) {
  const [pdf, setPdf] = useState<Pdf>();
  const [failure, setFailure] = useState<Error>();
  const [most, setMost] = useState(PAGES_AT_ONCE);
  useEffect(() => {
    // The worker keeps the bytes that it is given.
    const opening = openPdf(bytes.slice());
    opening.pdf.then(setPdf, setFailure);
    return opening.close;
  }, [bytes]);
  if (failure !== undefined) return <Failure error={failure} what="The file is no PDF that can be shown" />;
  if (pdf === undefined) return <Loading />;
  const shown = Math.min(most, pdf.count);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys scroll it
    <section className={classes.pages} aria-label={path} tabIndex={0}>
      {Array.from({ length: shown }, (_, index) => index + 1).map((number) => (
        <PdfPage key={number} pdf={pdf} number={number} />
      ))}
      {shown < pdf.count && (
        <Button size="xs" variant="default" onClick={() => setMost(most + PAGES_AT_ONCE)}>
          Show more pages ({pdf.count - shown})
        </Button>
      )}
    </section>
  );
}

function PdfPage({ pdf, number }: { pdf: Pdf; number: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [text, setText] = useState("");
  const [failure, setFailure] = useState<Error>();
  useEffect(() => {
    if (canvas.current !== null) pdf.draw(number, canvas.current).then(setText, setFailure);
  }, [pdf, number]);
  if (failure !== undefined) return <Text size="sm">Page {number} cannot be drawn.</Text>;
  return (
    <canvas
      ref={canvas}
      className={classes.page}
      role="img"
      aria-label={`Page ${number} of ${pdf.count}: ${text}`}
    />
  );
}

import { getDocument, PDFWorker } from "pdfjs-dist";
import Worker from "pdfjs-dist/build/pdf.worker.min.mjs?worker";

const SCALE = 1.5;
const MOST_TEXT = 2_000;

/** A PDF whose pages can be drawn. */
export interface Pdf {
  readonly count: number;
  /** Draws a page, from 1 on, and answers its text. */
  draw(number: number, canvas: HTMLCanvasElement): Promise<string>;
}

/** Opens a PDF in a worker of its own. */
export function openPdf(data: Uint8Array): { readonly pdf: Promise<Pdf>; readonly close: () => void } {
  const port = new Worker();
  const worker = PDFWorker.create({ port });
  // The page's policy lets neither evaluated code nor WebAssembly in.
  const task = getDocument({
    data,
    worker,
    isEvalSupported: false,
    useWasm: false,
    useSystemFonts: true,
    verbosity: 0,
  });
  const pdf = task.promise.then((document) => ({
    count: document.numPages,
    draw: async (number: number, canvas: HTMLCanvasElement) => {
      const page = await document.getPage(number);
      const viewport = page.getViewport({ scale: SCALE });
      canvas.width = viewport.width;
      canvas.height = viewport.height;
      await page.render({ canvas, viewport }).promise;
      const { items } = await page.getTextContent();
      return items
        .map((item) => ("str" in item ? item.str : ""))
        .join(" ")
        .slice(0, MOST_TEXT);
    },
  }));
  const close = (): void => {
    void task.destroy().finally(() => port.terminate());
  };
  return { pdf, close };
}

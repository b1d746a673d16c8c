import { type Drawn, toSvg } from "./to-svg.ts";

/** No browser draws much more on one canvas. */
const MOST_PIXELS = 8000;

/** The drawing as a PNG, twice as sharp as it is large where that can be drawn. */
export async function toPng(drawn: Drawn): Promise<Blob> {
  const { text, width, height } = toSvg(drawn);
  const scale = Math.min(2, MOST_PIXELS / Math.max(width, height));
  const url = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.ceil(width * scale);
    canvas.height = Math.ceil(height * scale);
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) =>
        blob === null ? reject(new Error("the picture is too large")) : resolve(blob),
      ),
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { BegatApi } from "@begat/client/browser";

const FIXTURES = join(import.meta.dirname, "fixtures");

/** Sets `hacked` in the page that it gets to run in, or in the one around it. */
const ATTACK = "globalThis.hacked = 1; top.hacked = 1";

const DIFF = "diff --git a/train.py b/train.py\n@@ -1,2 +1,2 @@\n import x\n-lr = 0.1\n+lr = 0.2\n";

const NOTES = `# Why this run\n\nThe **best** so far.\n\n<img src=x onerror="${ATTACK}">\n\n[bad](javascript:${encodeURI(ATTACK)}) ![pic](https://example.org/a.png)`;

/** A PDF of one page, which asks for a script to be run when it is opened. */
const PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(globalThis.hacked = 1)>>>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj
4 0 obj<</Length 48>>stream
BT /F1 24 Tf 40 100 Td (Hello from a PDF) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>`;

const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

const FILES: Readonly<Record<string, string | Uint8Array>> = {
  "report.md": NOTES,
  "config.json": '{"layers":[1,2],"name":"net"}',
  "log.txt": "one line\n".repeat(100_000),
  "blob.bin": Uint8Array.from([0, 1, 2, 255]),
  "data/table.csv": `id,name\n${Array.from({ length: 6_000 }, (_, i) => `${i},"person, ${i}"`).join("\n")}`,
  "data/people.parquet": readFileSync(join(FIXTURES, "people.parquet")),
  "data/people-zstd.parquet": readFileSync(join(FIXTURES, "people-zstd.parquet")),
  "plots/page.html": `<h1>A page</h1><script>${ATTACK}</script><img src=x onerror="${ATTACK}"><a href="javascript:${ATTACK}">x</a>`,
  "plots/chart.svg": `<svg xmlns="http://www.w3.org/2000/svg" onload="${ATTACK}"><script>${ATTACK}</script><text y="20">A chart</text></svg>`,
  "plots/pixel.png": Buffer.from(PIXEL, "base64"),
  "paper.pdf": PDF,
  [`<img src=x onerror='${ATTACK}'>.txt`]: "hostile by name",
};

/** A run that has everything, and `run:parent`, which it is a part of. */
export async function recordRichRun(begat: BegatApi): Promise<void> {
  const put = (bytes: string | Uint8Array): Promise<string> =>
    begat.artifacts.put(new Blob([bytes as BlobPart]));
  const artifacts = await Promise.all(
    Object.entries(FILES).map(async ([path, bytes]) => ({ id: await put(bytes), path })),
  );
  const folder = await putFolder(begat, { MLmodel: "flavors: {}", "weights/layer.txt": "0.5 0.25" });
  await begat.publish.datasetVersion({ id: "ds:raw:v1", content_hash: `sha256:${"a".repeat(64)}` });
  await begat.publish.datasetVersion({
    id: "ds:train:v1",
    content_hash: artifacts[0]?.id as string,
    derived_from: ["ds:raw:v1"],
    artifacts: [{ id: artifacts[0]?.id as string, path: "train.csv" }],
  });
  const started_at = Date.parse("2026-04-28T10:00:00Z");
  await begat.publish.run({
    run_id: "rich",
    name: "The rich run",
    experiment: "churn",
    status: "running",
    started_at,
    agent: "ann",
    parent: "run:parent",
    description: NOTES,
    params: Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`param_${i}`, `value ${i}`])),
    tags: { team: "risk", "<script>x</script>": "‮ right to left" },
    inputs: [{ id: "ds:train:v1", relation: "trained-on", q: "train" }],
    commit: "a1b2c3d4e5f60718293a4b5c6d7e8f9012345678",
    repository: "https://example.org/churn.git",
    dirty: true,
    diff: await put(DIFF),
    environment: {
      python: "3.11.2",
      argv: ["train.py", "--lr", "0.2"],
      packages: { numpy: "2.1.0", torch: "2.5" },
    },
    artifacts: [
      ...artifacts,
      { id: folder, path: "model" },
      { id: `sha256:${"e".repeat(64)}`, path: "lost.bin" },
    ],
    points: Array.from({ length: 100 }, (_, i) => ({
      name: "loss",
      step: i,
      at: started_at + i,
      value: 1 / (i + 1),
    })),
    metrics: { auc: 0.92 },
  });
  await begat.publish.modelVersion({ id: "model:churn:v1", produced_by: "run:rich" });
  const mistaken = { from: "run:rich", rel: "used", to: "ds:raw:v1" } as const;
  await begat.publish.edge(mistaken);
  await begat.publish.end(mistaken);
}

async function putFolder(begat: BegatApi, files: Readonly<Record<string, string>>): Promise<string> {
  const members = Object.entries(files).map(async ([path, text]) => ({
    path,
    digest: await begat.artifacts.put(new Blob([text])),
    size: text.length,
  }));
  const answer = await fetch(`${begat.url}/artifacts`, {
    method: "POST",
    headers: { "content-type": "application/vnd.begat.tree+json" },
    body: JSON.stringify({ files: await Promise.all(members) }),
  });
  return ((await answer.json()) as { id: string }).id;
}

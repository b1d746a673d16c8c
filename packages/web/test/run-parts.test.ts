import type { Reproduction } from "@begat/client/browser";
import { describe, expect, test } from "vitest";
import { durationOf } from "../src/pages/run/duration.ts";
import { notesEdit, notesOf } from "../src/pages/run/own-words.ts";
import { reproduceSteps } from "../src/pages/run/reproduce-commands.ts";
import { stepsUpstream } from "../src/pages/run/steps-upstream.ts";
import { storedWords } from "../src/pages/run/stored-words.ts";
import { byName } from "../src/parts/by-name.ts";
import { formatDuration } from "../src/parts/duration.ts";
import { bytesText } from "../src/parts/files/bytes-text.ts";
import { isText, lookOf } from "../src/parts/files/look-of.ts";
import { foldersAbove, treeRows } from "../src/parts/files/tree-rows.ts";
import { formatMetric } from "../src/parts/format-metric.ts";
import { entriesOf } from "../src/parts/history-entries.ts";
import { relativeTo } from "../src/parts/instant.tsx";
import { ownProps } from "../src/parts/own-props.ts";
import { shellWord } from "../src/parts/shell-words.ts";

test.each([
  [0, "0 ms"],
  [999, "999 ms"],
  [4_400, "4.4 s"],
  [200_000, "3 min 20 s"],
  [3_600_000, "1 h"],
  [187_200_000, "2 d 4 h"],
])("%i ms are %s", (ms, text) => expect(formatDuration(ms)).toBe(text));

test("a run that has not ended lasts until now, and one without a start nobody knows how long", () => {
  expect(durationOf("2026-04-28T10:00:00Z", undefined, Date.parse("2026-04-28T10:00:05Z"))).toBe(5_000);
  expect(durationOf(undefined, "2026-04-28T10:00:00Z", 0)).toBeUndefined();
});

test.each([
  [0.9252659770769409, "0.92527"],
  [-0.0081834, "-0.0081834"],
  [0.00000123, "1.230e-6"],
  [0, "0"],
  [143, "143"],
  [1_234_567, "1,234,567"],
  [123_456.78, "123,457"],
  [1.23e15, "1.230e+15"],
  ["NaN", "NaN"],
  [null, "–"],
])("the metric %s is written %s", (value, text) => expect(formatMetric(value)).toBe(text));

test.each([
  [90, "in 3 months"],
  [-90, "2 months ago"],
  [0, "now"],
])("an instant %i days from now is %s", (days, text) => {
  expect(relativeTo(0, days * 86_400_000)).toBe(text);
});

test("what is recorded for MLflow's filters alone is no property to show", () => {
  const props = {
    artifact_uri: "mlflow-artifacts:/1",
    status: "finished",
    stated: {},
    "data_name:users": true,
    "data_digest:66f8c6f4": true,
    "data_context:training": true,
    "metric:auc:users": 0.9,
    "measured_on:users": true,
    data_name: "mine",
  };
  expect(ownProps(props, ["status"])).toEqual([
    ["artifact_uri", "mlflow-artifacts:/1"],
    ["data_name", "mine"],
  ]);
});

test("names are in the order in which people count", () => {
  const names = ["layer.10", "layer.9", "Layer.1", "acc"].map((name) => [name, 0] as const);
  expect(names.toSorted(byName).map(([name]) => name)).toEqual(["acc", "Layer.1", "layer.9", "layer.10"]);
});

test.each([
  [582, "582 B"],
  [1000, "1.0 kB"],
  [288_815, "288.8 kB"],
  [2_500_000_000_000_000, "2500.0 TB"],
])("%i bytes are %s", (bytes, text) => expect(bytesText(bytes)).toBe(text));

test.each([
  ["a/b.CSV", "csv"],
  ["page.html", "html"],
  ["MLmodel", "unknown"],
  ["constructor", "unknown"],
  ["x.constructor", "unknown"],
])("%s is shown as %s", (path, look) => expect(lookOf(path)).toBe(look));

test("text may be cut within a character; bytes that are no UTF-8 and bytes with a NUL are none", () => {
  expect(isText(new TextEncoder().encode("naïve").slice(0, 3))).toBe(true);
  expect(isText(Uint8Array.of(0xff, 0x41))).toBe(false);
  expect(isText(Uint8Array.of(0x41, 0))).toBe(false);
});

test("what a run came from is told step by step, once each, through cycles", () => {
  const edges = [
    ["run:r", "ds:a:v1"],
    ["run:r", "commit:c1"],
    ["ds:a:v1", "ds:raw:v1"],
    ["ds:a:v1", "ds:b:v1"],
    ["ds:b:v1", "ds:a:v1"],
    ["ds:b:v1", "ds:elsewhere:v1"],
  ].map(([from = "", to = ""]) => ({ from, to }));
  const nodes = ["run:r", "ds:a:v1", "commit:c1", "ds:raw:v1", "ds:b:v1"];
  expect(stepsUpstream("run:r", nodes, edges)).toEqual([
    [
      { id: "ds:a:v1", isSource: false },
      { id: "commit:c1", isSource: true },
    ],
    [
      { id: "ds:raw:v1", isSource: true },
      { id: "ds:b:v1", isSource: false },
    ],
  ]);
});

test("a tree has folders first and draws what is open", () => {
  const file = (path: string) => ({ path, digest: `sha256:${path}`, isFolder: false });
  const files = [file("b.txt"), file("a/deep/c.txt"), file("a/d.txt")];
  const shown = (open: string[]) =>
    treeRows(files, new Set(open)).map(({ path, level }) => `${level} ${path}`);
  expect(shown([])).toEqual(["1 a", "1 b.txt"]);
  expect(shown(["a", "a/deep"])).toEqual(["1 a", "2 a/deep", "3 a/deep/c.txt", "2 a/d.txt", "1 b.txt"]);
  expect(foldersAbove("a/deep/c.txt")).toEqual(["a", "a/deep"]);
});

test("notes stay where MLflow's client looks for them", () => {
  const mlflow = {
    props: { tags: { "mlflow.runName": "x", "mlflow.note.content": "theirs" }, description: "ours" },
  };
  expect(notesOf(mlflow)).toBe("theirs");
  expect(notesEdit(mlflow, "new")).toEqual({ tags: { "mlflow.note.content": "new" } });
  expect(notesEdit({ props: {} }, "new")).toEqual({ description: "new" });
});

describe("the commands that repeat a run", () => {
  const answer: Reproduction = {
    id: "run:r",
    execution: "run:r",
    at: null,
    commit: null,
    params: {},
    environment: null,
    inputs: [],
    artifacts: [],
    outputs: [],
    missing: [],
  };
  const linesOf = (more: Partial<Reproduction>) =>
    reproduceSteps({ ...answer, ...more }, "http://127.0.0.1:4680").flatMap(({ lines }) => lines);

  test("what was not recorded gives none", () => {
    expect(linesOf({})).toEqual([
      "export BEGAT_URL=http://127.0.0.1:4680",
      "begat reproduce run:r --into repeat",
    ]);
  });

  test("what was recorded stays one word of the shell", () => {
    const sha = "a1b2c3d";
    const commit = {
      id: `commit:${sha}`,
      sha,
      repository: "--upload-pack=$(rm -rf ~)",
      dirty: null,
      diff: null,
    };
    const environment = {
      python: "3.11.2",
      argv: ["train.py", "it's; rm -rf ~"],
      packages: { numpy: "2.1", "x\nEND\nrm": "1", tool: "1.0 @ https://example.org/tool@abc" },
    };
    const lines = linesOf({ commit, environment });
    expect(lines).toContain("git clone -- '--upload-pack=$(rm -rf ~)' code");
    expect(lines).toContain("python train.py 'it'\\''s; rm -rf ~'");
    expect(lines.filter((line) => line.includes("rm")).length).toBe(2);
    expect(lines).toContain("numpy==2.1");
    expect(lines).toContain("tool @ git+https://example.org/tool@abc");
    expect(shellWord("plain-1.0/x")).toBe("plain-1.0/x");
  });
});

test("it is said how much of what a repeat reads is stored here", () => {
  const input = {
    id: "ds:a:v1",
    relation: "used" as const,
    q: "",
    content_hash: null,
    native_version: null,
    location: null,
    schema: null,
    artifacts: [],
    stored: false,
  };
  const inputs = [input, { ...input, stored: true }, { ...input, id: `fact:${"f".repeat(64)}` }];
  const artifacts = [{ id: "sha256:x", q: "", stored: false }];
  expect(storedWords({ inputs, artifacts })).toBe(
    "Stored here, to be downloaded: 1 of 2 inputs, 0 of 1 artifact.",
  );
  expect(storedWords({ inputs: [], artifacts: [] })).toBe("No bytes of inputs or artifacts were recorded.");
});

test("an entry has its revision and the edges that began or ended with it", () => {
  const edge = { rel: "used" as const, to: "ds:a:v1", q: "", created_seq: 3, ended_seq: 5 };
  const origin = { seq: 5, recorded_at: "", actor: "agent:ann", source: "native" };
  const revision = { ...origin, erased: false };
  const entries = [origin, { ...origin, seq: 3, actor: "agent:bob" }];
  const [newest, oldest] = entriesOf([{ id: "run:r", items: [revision], edges: [edge], entries }]);
  expect(newest).toMatchObject({ origin, revision, links: [{ to: "ds:a:v1", hasEnded: true }] });
  expect(oldest).toMatchObject({
    origin: { seq: 3, actor: "agent:bob" },
    revision: undefined,
    links: [{ hasEnded: false }],
  });
});

import { execFileSync } from "node:child_process";
import { cp, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { begat } from "../cli/begat.ts";
import { framed, scalarEvent } from "./framed.ts";
import { fixture, graphOf, importInto, rehearse } from "./record.ts";
import { Workplace } from "./workplace.ts";

const at = new Workplace();

describe("DVC", () => {
  it("names the file of each fault and carries the rest", async () => {
    const project = join(at.folder, "p");
    await cp(fixture("dvc/project"), project, { recursive: true });
    await at.write("p/bad/broken.dvc", "outs: [");
    await at.write("p/bad/wrong.dvc", "outs: 7");
    await at.write("p/bad/unhashed.dvc", "outs:\n- path: x");
    await at.write("p/bad/dvc.yaml", "stages:\n  s: {cmd: 1, deps: no}");
    await at.write("p/bad/dvc.lock", "stages:\n  s: {cmd: echo, deps: no}");
    await symlink("/etc/passwd", join(project, "bad/link.dvc"));
    const { faults, code } = await importInto(at.server, ["dvc", project, "--name", "hostile"]);
    expect(code).toBe(1);
    expect(faults.map(({ place }) => place)).toEqual([
      "bad/broken.dvc",
      "bad/dvc.yaml, s",
      "bad/unhashed.dvc",
      "bad/wrong.dvc",
    ]);
    expect(faults.map(({ reason }) => reason).join("\n")).toMatch(
      /not YAML[\s\S]*deps: must be a list[\s\S]*has no hash[\s\S]*outs: must be a list/,
    );
    expect(await graphOf(at.server)).toContain("ds:hostile/model.txt:63f4f1e9b725370f459720575cd5f953");
  });

  it("a stage that is none is a fault; those beside it are carried", async () => {
    const place = dirname(await at.write("stages/dvc.yaml", "stages: {bad: 7, good: {cmd: echo}}"));
    const { faults } = await importInto(at.server, ["dvc", place, "--name", "stages"]);
    expect(faults).toEqual([
      { place: "dvc.yaml, bad", reason: expect.stringContaining("stages.bad: must be an object") },
    ]);
    expect(await graphOf(at.server)).toContain("job:stages/good");
  });

  it("an artifact or an output that cannot be read takes no others with it", async () => {
    const hash = "md5: 63f4f1e9b725370f459720575cd5f953";
    const place = dirname(
      await at.write("parts/dvc.yaml", "artifacts: {a: {path: 7}, b: {path: m, type: model}}"),
    );
    await at.write("parts/two.dvc", `outs:\n- {path: 7, ${hash}}\n- {path: kept.txt, ${hash}}`);
    const { faults } = await importInto(at.server, ["dvc", place, "--name", "parts"]);
    expect(faults).toEqual([
      { place: "dvc.yaml, a", reason: "artifacts.a.path: must be a text" },
      { place: "two.dvc", reason: "outs[0].path: must be a text" },
    ]);
    const graph = await graphOf(at.server);
    expect(graph).toContain("model:parts/b ");
    expect(graph).toContain("ds:parts/kept.txt:63f4f1e9b725370f459720575cd5f953 ");
  });

  it("a fault says its file once, and a folder without any file of DVC is none", async () => {
    const { faults } = await importInto(at.server, [
      "dvc",
      dirname(await at.write("one/dvc.yaml", "stages: [")),
    ]);
    expect(faults[0]?.reason).toMatch(/^is not YAML/);
    const empty = dirname(await at.write("empty/notes.txt", ""));
    for (const source of ["dvc", "huggingface"]) {
      const { code, err } = await begat(["import", source, empty, "--url", at.server.url]);
      expect(err).toMatch(/empty: has no (dvc\.yaml|README\.md)/);
      expect(code).toBe(3);
    }
  });

  it("reads no metrics from outside the project", async () => {
    await at.write("secret.json", '{"password": 7}');
    await at.write("p/dvc.yaml", "stages:\n  s:\n    cmd: x\n    metrics: [../secret.json]");
    await at.write(
      "p/dvc.lock",
      "stages:\n  s:\n    cmd: x\n    outs:\n    - {path: ../secret.json, md5: 77196ef0db0de4e4bd9ed3e9d7ff0ba5}",
    );
    const { out } = await rehearse("dvc", join(at.folder, "p"));
    expect(out).not.toContain("password");
  });
});

describe("TensorBoard", () => {
  it("a damaged file is a fault; what is right before the damage is carried", async () => {
    await cp(fixture("tensorboard/logs/tensors"), join(at.folder, "logs"), { recursive: true });
    const file = join(at.folder, "logs/train/events.out.tfevents.1770000000.host");
    const bytes = execFileSync("cat", [file]);
    bytes[bytes.length - 20] = (bytes[bytes.length - 20] as number) ^ 1;
    await writeFile(file, bytes);
    await at.write("logs/other/x.tfevents", "this is no record at all, and longer than a header");
    const { code, faults } = await importInto(at.server, [
      "tensorboard",
      join(at.folder, "logs"),
      "--experiment",
      "hostile-tb",
    ]);
    expect(code).toBe(1);
    expect(faults.map(({ place }) => place)).toEqual([
      "other/x.tfevents",
      "train/events.out.tfevents.1770000000.host",
    ]);
    expect(await graphOf(at.server)).toContain("run:hostile-tb/train accuracy: 4 points");
  });

  it("a point whose time or step cannot be kept is a fault, which takes no other points with it", async () => {
    const seconds = 1_777_370_400;
    const points: readonly (readonly [at: number, step: bigint])[] = [
      [Number.NaN, 1n],
      [1e300, 2n],
      [-1e18, 3n],
      [seconds, 2n ** 62n],
      [seconds, 4n],
    ];
    const file = Buffer.concat(points.map(([at, step]) => framed(scalarEvent(at, step, "loss", 0.5))));
    await at.write("logs/run/x.tfevents", file);
    const args = ["tensorboard", join(at.folder, "logs"), "--experiment", "odd-tb"];
    const { code, faults } = await importInto(at.server, args);
    expect(code).toBe(1);
    expect(faults).toHaveLength(4);
    expect(faults[0]).toMatchObject({ place: "run/x.tfevents", reason: expect.stringContaining("loss") });
    const graph = await graphOf(at.server);
    expect(graph).toContain("run:odd-tb/run loss: 1 point");
    expect(graph).toContain("2026-04-28T10:00:00.000Z");
  });
});

describe("Hugging Face", () => {
  it.each([
    ["no header", "# Title", "has no YAML header"],
    [
      "a bomb",
      `---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [${"*a,".repeat(9)}]\nc: &c [${"*b,".repeat(9)}]\nd: [${"*c,".repeat(9)}]\n---\n`,
      "is not YAML that can be read",
    ],
    ["a list", "---\n- a\n---\n", "must be an object"],
  ])("%s is refused", async (_, text, reason) => {
    const { code, out, err } = await begat([
      "import",
      "huggingface",
      await at.write("README.md", text),
      "--url",
      at.server.url,
    ]);
    expect(out + err).toContain(reason);
    expect(code).toBe(1);
  });

  it("a configuration of a dataset that cannot be read takes no others with it", async () => {
    const infos = "[{config_name: a, features: 7}, {config_name: b, features: [{name: x, dtype: string}]}]";
    const card = await at.write("README.md", `---\ndataset_info: ${infos}\n---\n`);
    const { faults } = await importInto(at.server, ["huggingface", card, "--name", "odd/data"]);
    expect(faults).toEqual([{ place: "README.md", reason: "dataset_info[0].features: must be a list" }]);
    expect(await graphOf(at.server)).toMatch(/^ds:hf\/datasets\/odd\/data:card-.*"name":"b.x"/m);
  });

  it("a metric without a name is a fault, a tag without one is none; what is beside them is carried", async () => {
    const metrics = "[{value: 1}, {type: f1, value: 0.5}]";
    const index = `model-index: [{results: [{dataset: {type: odd}, metrics: ${metrics}}]}]`;
    const card = await at.write("README.md", `---\ntags: [kept, ""]\n${index}\n---\n`);
    const { faults, code } = await importInto(at.server, ["huggingface", card, "--name", "odd/model"]);
    expect(code).toBe(1);
    expect(faults).toEqual([
      { place: "README.md", reason: expect.stringMatching(/metrics\[0\]\.name: is missing/) },
    ]);
    const graph = await graphOf(at.server);
    expect(graph).toContain("odd/f1: 1 point");
    expect(graph).toMatch(/model:odd\/model .*"kept":true/);
  });
});

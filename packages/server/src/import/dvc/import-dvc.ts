import { posix } from "node:path";
import { BegatError, formatId, versionId } from "@begat/core";
import { Field } from "../field.ts";
import { parseYaml } from "../files/parse.ts";
import { Root } from "../files/root.ts";
import { type Finding, fault, type ImportCall, message, survived } from "../importer.ts";
import { LockHistory } from "./lock-history.ts";
import { type Output, outputOf, versionMessage } from "./output.ts";
import { Project, repositoryOf } from "./project.ts";
import { Remotes } from "./remotes.ts";
import { outputsByPath, type Stage, stageFindings } from "./stages.ts";

const PIPELINE = "dvc.yaml";
const LOCK = "dvc.lock";
const SKIPPED = [".git", ".dvc", ".venv", "node_modules"];

/** The pipelines (`dvc.yaml`, `dvc.lock`) and tracked files (`*.dvc`) of a DVC repository. */
export async function* importDvc({ place, options }: ImportCall): AsyncGenerator<Finding> {
  const root = await Root.open(place);
  const project = new Project(root, await Remotes.read(root), await repositoryOf(root, options.name));
  let found = false;
  for await (const file of root.files("", (name) => !SKIPPED.includes(name))) {
    const name = posix.basename(file);
    if (name !== PIPELINE && !name.endsWith(".dvc")) continue;
    found = true;
    yield* survived(file, async function* () {
      const said = parseYaml(await root.readText(file), file);
      yield* name === PIPELINE ? pipelineFindings(project, file, said) : trackedFindings(project, file, said);
    });
  }
  if (!found)
    throw new BegatError(
      "not_found",
      `${root.path}: has no ${PIPELINE} and no .dvc files; give a DVC repository`,
    );
}

async function* pipelineFindings(project: Project, file: string, said: Field): AsyncGenerator<Finding> {
  const folder = posix.dirname(file);
  const lock = posix.join(folder, LOCK);
  const locked = (await project.root.has(lock))
    ? parseYaml(await project.root.readText(lock), lock)
    : new Field({});
  const history = project.git === undefined ? undefined : new LockHistory(project.git, lock);
  const metrics = said
    .get("metrics")
    .items()
    .map((path) => path.needText());
  const made = new Map<string, { output: Output; run: string }>();
  const stages = [said.get("stages"), locked.get("stages")] as const;
  for (const name of stageNames(...stages)) {
    yield* survived(`${file}, ${name}`, async function* () {
      const stage = { name, folder, file, metrics, ...stageOf(name, ...stages) };
      for (const [path, output] of outputsByPath(project, stage)) made.set(path, output);
      yield* stageFindings(project, stage, history);
    });
  }
  for (const [name, artifact] of said.get("artifacts").entries()) {
    yield* survived(`${file}, ${name}`, function* () {
      const path = artifact.get("path").needText();
      const output = made.get(project.dataset(path, folder).uri);
      if (artifact.get("type").text() === "model")
        yield* modelFindings(project, { file, folder, name }, artifact, output);
    });
  }
}

/** The stages of a pipeline. One that is repeated for each item is locked as `stage@item`. */
function stageNames(declared: Field, locked: Field): readonly string[] {
  const names = locked.entries().map(([name]) => name);
  const own = declared
    .entries()
    .filter(([name]) => !names.some((each) => each === name || each.startsWith(`${name}@`)));
  return [...names, ...own.map(([name]) => name)];
}

function stageOf(name: string, declared: Field, locked: Field): Pick<Stage, "declared" | "locked"> {
  const said = declared.get(declared.members()?.[name] === undefined ? (name.split("@")[0] ?? name) : name);
  const each = said.get("do");
  return { declared: each.value === undefined ? said : each, locked: locked.get(name) };
}

/** A model of the `artifacts` section; its version is the content that was made last. */
function* modelFindings(
  project: Project,
  { file, folder, name }: { readonly file: string; readonly folder: string; readonly name: string },
  said: Field,
  made: { readonly output: Output; readonly run: string } | undefined,
): Generator<Finding> {
  const place = `${file}, ${name}`;
  const model = project.named("Model", folder, name);
  const labels = said
    .get("labels")
    .items()
    .map((label) => [label.needText(), true] as const);
  yield message(place, "node", {
    id: model,
    name,
    description: said.get("desc").text(),
    tags: Object.fromEntries(labels),
  });
  if (made === undefined) return;
  const version = made.output.version.slice(made.output.dataset.length + 1);
  yield message(place, "model-version", {
    id: `${model}:${version}`,
    location: made.output.location,
    produced_by: made.run,
  });
}

/** What a `.dvc` file tracks; with a source, what it was imported from. */
async function* trackedFindings(project: Project, file: string, said: Field): AsyncGenerator<Finding> {
  const folder = posix.join(posix.dirname(file), said.get("wdir").text() ?? ".");
  const sources = said
    .get("deps")
    .items()
    .flatMap((dep) => sourceOf(project, dep, folder) ?? []);
  const commit = await project.git?.commitOf(file);
  for (const source of sources) yield versionMessage(file, source, {});
  for (const out of said.get("outs").items()) {
    yield* survived(file, function* () {
      const output = outputOf(project, out, { folder, stored: true });
      const description = out.get("desc").text() ?? said.get("desc").text();
      if (output === undefined) yield fault(file, new Error(`${out.path}: has no hash; run dvc commit`));
      else yield versionMessage(file, output, { derived_from: sources, description, at: commit?.at });
    });
  }
}

/** What a tracked file was imported from: a URL with its hash, or a path of another repository at a commit. */
function sourceOf(project: Project, dep: Field, folder: string): Output | undefined {
  const repository = dep.get("repo").get("url").text();
  if (repository === undefined) return outputOf(project, dep, { folder, stored: false });
  const commit = dep.get("repo").get("rev_lock").label() ?? dep.get("repo").get("rev").label();
  if (commit === undefined) return undefined;
  const path = `${repository.replace(/\.git$/, "")}/${dep.get("path").needText()}`;
  const { id, uri } = /^\w+:\/\//.test(path)
    ? project.dataset(path, folder)
    : { id: formatId({ kind: "Dataset", name: path.replace(/^.*[@:]/, "") }), uri: path };
  return {
    dataset: id,
    uri,
    version: versionId(id, commit),
    contentHash: `git:${commit}`,
    location: path,
    statistics: {},
  };
}

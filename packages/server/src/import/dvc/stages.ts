import { createHash } from "node:crypto";
import { posix } from "node:path";
import type { JsonValue, NodeId } from "@begat/core";
import { Field } from "../field.ts";
import { parseJson, parseYaml } from "../files/parse.ts";
import { type Finding, fault, message } from "../importer.ts";
import type { LockHistory } from "./lock-history.ts";
import { namesOf, type Output, outputOf, versionMessage } from "./output.ts";
import type { Project } from "./project.ts";

const PARAMS_FILE = "params.yaml";
const MAX_METRICS = 16 * 1024 * 1024;

/** A stage: what `dvc.yaml` says of it, and what `dvc.lock` says of its last execution. */
export interface Stage {
  readonly name: string;
  /** The folder of the pipeline, within the project. */
  readonly folder: string;
  readonly file: string;
  /** The metrics files that the pipeline names, whichever stage makes them. */
  readonly metrics: readonly string[];
  readonly declared: Field;
  readonly locked: Field;
}

/** A stage as a job, and its last execution with everything that went in and came out. */
export async function* stageFindings(
  project: Project,
  stage: Stage,
  history: LockHistory | undefined,
): AsyncGenerator<Finding> {
  const { name, folder, file, declared, locked } = stage;
  const place = `${file}, ${name}`;
  const job = project.named("Job", folder, name);
  const command = commandOf(locked.value === undefined ? declared : locked);
  yield message(place, "node", {
    id: job,
    name,
    description: declared.get("desc").text(),
    props: command === undefined ? {} : { command },
  });
  if (locked.value === undefined) return;
  const run = project.execution(job, locked.value as JsonValue);
  const inputs = inputsOf(project, stage);
  const commit = await history?.commitOf(name, locked.value as JsonValue);
  const metrics = await metricsOf(project, stage);
  yield* metrics.faults;
  for (const input of inputs) yield versionMessage(place, input, {});
  yield message(place, "job-run", {
    id: run,
    job,
    name,
    status: "finished",
    commit: commit?.sha,
    params: paramsOf(locked.get("params")),
    environment: command === undefined ? {} : { command },
    inputs: inputs.map(({ version }) => ({ id: version })),
    metrics: metrics.values,
    names: namesOf(inputs),
  });
  for (const output of outputsOf(project, stage)) {
    yield versionMessage(place, output, { produced_by: run, at: commit?.at });
  }
}

/** The versions that an execution made, by their paths in the project. */
export function outputsByPath(
  project: Project,
  stage: Stage,
): ReadonlyMap<string, { output: Output; run: NodeId }> {
  if (stage.locked.value === undefined) return new Map();
  const run = project.execution(
    project.named("Job", stage.folder, stage.name),
    stage.locked.value as JsonValue,
  );
  return new Map(outputsOf(project, stage).map((output) => [output.uri, { output, run }]));
}

function inputsOf(project: Project, { locked, declared, folder }: Stage): readonly Output[] {
  const where = { folder: workingFolder(declared, folder), stored: false };
  const deps = locked.get("deps").items();
  return deps.flatMap((item) => outputOf(project, item, where) ?? []);
}

function outputsOf(project: Project, { locked, declared, folder }: Stage): readonly Output[] {
  const base = workingFolder(declared, folder);
  const left = uncached(declared);
  const outs = locked.get("outs").items();
  return outs.flatMap((item) => {
    const stored = !left.has(item.get("path").needText());
    return outputOf(project, item, { folder: base, stored }) ?? [];
  });
}

/** The outputs of a stage that DVC leaves to git. */
function uncached(declared: Field): ReadonlySet<string> {
  const all = ["outs", "metrics", "plots"].flatMap((member) => declared.get(member).items());
  const described = all.flatMap((item) => (typeof item.value === "string" ? [] : item.entries()));
  return new Set(described.filter(([, { value }]) => isUncached(value)).map(([path]) => path));
}

function isUncached(flags: unknown): boolean {
  return typeof flags === "object" && flags !== null && "cache" in flags && flags.cache === false;
}

function workingFolder(declared: Field, folder: string): string {
  return posix.join(folder, declared.get("wdir").text() ?? ".");
}

function commandOf(stage: Field): JsonValue | undefined {
  const cmd = stage.get("cmd");
  return Array.isArray(cmd.value) ? cmd.items().map((line) => line.label() ?? "") : cmd.text();
}

/** Settings by their names; those of another file than `params.yaml` with its name before them. */
function paramsOf(files: Field): Readonly<Record<string, JsonValue>> {
  const params = files
    .entries()
    .flatMap(([file, values]) =>
      values
        .entries()
        .map(
          ([name, { value }]) => [file === PARAMS_FILE ? name : `${file}:${name}`, value ?? null] as const,
        ),
    );
  return Object.fromEntries(params) as Readonly<Record<string, JsonValue>>;
}

/** The numbers in the metrics files of a stage, where they are still as the execution left them. */
async function metricsOf(project: Project, stage: Stage) {
  const files = metricsFiles(stage);
  const values: Record<string, number> = {};
  const faults: Finding[] = [];
  for (const path of files) {
    try {
      const read = await readMetrics(project, stage, path);
      for (const [name, value] of numbersIn(read))
        values[files.length > 1 ? `${path}:${name}` : name] = value;
    } catch (error) {
      faults.push(fault(posix.join(stage.folder, path), error));
    }
  }
  return { values, faults };
}

/** The metrics files that a stage names itself, and those of its pipeline that it makes. */
function metricsFiles({ declared, locked, folder, metrics }: Stage): readonly string[] {
  const own = declared
    .get("metrics")
    .items()
    .flatMap(({ value }) =>
      typeof value === "string" ? value : Object.keys(new Field(value).members() ?? {}).slice(0, 1),
    )
    .filter((path) => !path.includes("${"));
  const made = new Set(
    locked
      .get("outs")
      .items()
      .map((item) => item.get("path").value),
  );
  const base = workingFolder(declared, folder);
  const shared = metrics.map((path) => posix.relative(base, posix.join(folder, path)));
  return [...new Set([...own, ...shared.filter((path) => made.has(path))])];
}

async function readMetrics(
  project: Project,
  { locked, declared, folder }: Stage,
  path: string,
): Promise<Field> {
  const out = locked
    .get("outs")
    .items()
    .find((item) => item.get("path").value === path);
  const file = posix.join(workingFolder(declared, folder), path);
  if (out === undefined || !/\.(json|ya?ml)$/.test(path) || !(await project.root.has(file)))
    return new Field({});
  const bytes = await project.root.readBytes(file, MAX_METRICS);
  if (createHash("md5").update(bytes).digest("hex") !== out.get("md5").value) return new Field({});
  const text = bytes.toString("utf8");
  return path.endsWith(".json") ? parseJson(text, file) : parseYaml(text, file);
}

function numbersIn(field: Field, prefix = ""): readonly (readonly [string, number])[] {
  if (typeof field.value === "number") return Number.isFinite(field.value) ? [[prefix, field.value]] : [];
  if (typeof field.value !== "object" || Array.isArray(field.value)) return [];
  return field
    .entries()
    .flatMap(([name, inner]) => numbersIn(inner, prefix === "" ? name : `${prefix}.${name}`));
}

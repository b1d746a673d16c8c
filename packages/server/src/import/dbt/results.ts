import { formatId, type NodeId, versionId } from "@begat/core";
import { featureIdOf, jobIdOf } from "@begat/core/naming";
import type { Field } from "../field.ts";
import { type Finding, fault, left, message, survived } from "../importer.ts";
import { namesOf, type Relation, type Relations } from "./relations.ts";
import { FILE, isTest, isWritten, placeOf, type Result, resultOf } from "./result.ts";
import { MANIFEST } from "./target.ts";

const CHECKED: Readonly<Record<string, string>> = {
  pass: "passed",
  warn: "warning",
  fail: "failed",
  error: "failed",
};
const RAN: Readonly<Record<string, string>> = {
  success: "finished",
  error: "failed",
  "partial success": "failed",
};

/** What writes results of models and builds none of them, by what dbt calls it there and on the command line. */
const BUILDS_NOTHING: Readonly<Record<string, string>> = {
  compile: "compile",
  generate: "docs generate",
  show: "show",
};

/** One call of dbt, such as `dbt build`. */
interface Invocation {
  readonly id: string;
  /** `run`, `build`, `test`, … */
  readonly command: string;
  readonly jobNamespace: string;
  readonly project: string;
  readonly commit: string | undefined;
  readonly endedAt: string | undefined;
}

/** The executions, the versions that they wrote and the checks of one `run_results.json`. */
export class Results {
  readonly #relations: Relations;
  readonly #invocation: Invocation;
  readonly #results: Result[] = [];
  readonly #faults: Finding[] = [];
  readonly #written: ReadonlySet<string>;

  constructor(
    relations: Relations,
    said: Field,
    about: { readonly jobNamespace: string; readonly project: string },
  ) {
    const metadata = said.get("metadata");
    this.#relations = relations;
    for (const item of said.get("results").items()) {
      try {
        this.#results.push(resultOf(item));
      } catch (error) {
        this.#faults.push(fault(FILE, error));
      }
    }
    this.#invocation = {
      ...about,
      id: metadata.get("invocation_id").needText(),
      command: said.get("args").get("which").text() ?? "run",
      commit: metadata.get("env").get("DBT_CLOUD_GIT_SHA").text(),
      endedAt: metadata.get("generated_at").text(),
    };
    this.#written = new Set(this.#results.filter(isWritten).map(({ id }) => id));
  }

  async *findings(): AsyncGenerator<Finding> {
    const inspected = BUILDS_NOTHING[this.#invocation.command];
    if (inspected !== undefined) {
      yield left(
        FILE,
        `is of dbt ${inspected}, which builds and tests nothing, and took the place of what was built: import that before`,
      );
      return;
    }
    yield* this.#faults;
    yield this.#invocationMessage();
    for (const result of this.#results) {
      yield* survived(placeOf(result), () => (isTest(result) ? this.#test(result) : this.#execution(result)));
    }
  }

  #invocationMessage(): Finding {
    const { id, command, project, jobNamespace, commit, endedAt } = this.#invocation;
    const failed = this.#results.some(({ status }) => ["error", "fail"].includes(status));
    const name = `dbt-run-${project}`;
    const starts = this.#results.flatMap(({ started }) => started ?? []).sort();
    return message(FILE, "job-run", {
      id: this.#run(),
      job: jobIdOf(jobNamespace, name),
      name: `dbt ${command}`,
      status: failed ? "failed" : "finished",
      // It cannot be mended later: one that cannot be read may have been the first.
      started_at: this.#faults.length === 0 ? starts[0] : undefined,
      ended_at: endedAt,
      commit,
      tags: { invocation_id: id },
      names: [this.#jobName(name)],
    });
  }

  /** A model, seed or snapshot that was built. */
  *#execution(result: Result): Generator<Finding> {
    const { id, status } = result;
    const place = placeOf(result);
    if (RAN[status] === undefined) {
      yield left(place, `was ${status === "" ? "not run" : status}`);
      return;
    }
    const output = this.#relations.of(id);
    if (output === undefined) {
      yield left(place, `is no table or view of ${MANIFEST}`);
      return;
    }
    const name = `${output.name.split(".").slice(0, -1).join(".")}.${id.replace(/^(model|snapshot)\./, "")}${this.#suffix(id)}`;
    yield this.#jobRun(result, { name, status: RAN[status], inputs: this.#relations.parents(id) });
    if (!this.#written.has(id)) return;
    const rows = result.said.get("adapter_response").get("rows_affected").value;
    yield message(place, "dataset-version", {
      id: this.#version(output),
      native_version: this.#invocation.id,
      schema: schemaOf(output),
      location: output.uri,
      statistics: typeof rows === "number" && rows >= 0 ? { rows } : {},
      produced_by: this.#run(id),
      at: result.ended ?? this.#invocation.endedAt,
      names: namesOf([output]),
    });
  }

  /** A test: an execution that read the tables, and what it found. */
  *#test(result: Result): Generator<Finding> {
    const { id, said } = result;
    const place = placeOf(result);
    const status = CHECKED[result.status];
    if (status === undefined) {
      yield left(place, `was ${result.status === "" ? "not run" : result.status}`);
      return;
    }
    const inputs = this.#relations.parents(id);
    yield this.#jobRun(result, { name: id, status: "finished", inputs });
    const node = this.#relations.node(id);
    const written = inputs.filter((input) => this.#written.has(input.node.get("unique_id").text() ?? ""));
    yield message(place, "check", {
      id: formatId({ kind: "Check", name: `dbt/${this.#invocation.id}/${id}` }),
      kind: "quality",
      status,
      checks: written.map((input) => this.#version(input)),
      produced_by: this.#run(id),
      value: said.get("failures").number(),
      description: node.get("description").text() || undefined,
      details: detailsOf(node, said, inputs),
      at: result.ended ?? this.#invocation.endedAt,
      names: namesOf(inputs),
    });
  }

  #jobRun(
    result: Result,
    {
      name,
      status,
      inputs,
    }: { readonly name: string; readonly status: string; readonly inputs: readonly Relation[] },
  ): Finding {
    const { id, started, ended, said } = result;
    const text = said.get("message").label();
    return message(placeOf(result), "job-run", {
      id: this.#run(id),
      job: jobIdOf(this.#invocation.jobNamespace, name),
      name: id,
      description:
        status === "failed" && text !== undefined ? text.slice(0, 10_000).toWellFormed() : undefined,
      status,
      started_at: started,
      ended_at: ended ?? this.#invocation.endedAt,
      commit: this.#invocation.commit,
      parent: this.#run(),
      inputs: inputs.map(({ dataset }) => ({ id: dataset })),
      names: [...namesOf(inputs), this.#jobName(name)],
    });
  }

  #jobName(name: string) {
    const { jobNamespace } = this.#invocation;
    return { id: jobIdOf(jobNamespace, name), scheme: "job", value: `${jobNamespace}/${name}` };
  }

  /** What OpenLineage's integration puts after the name of a job. */
  #suffix(id: string): string {
    const kind = id.startsWith("snapshot.") ? "snapshot" : "run";
    if (this.#invocation.command === "build") return `.build.${kind}`;
    return kind === "snapshot" ? ".snapshot" : "";
  }

  #run(id?: string): NodeId {
    const name = `dbt/${this.#invocation.id}`;
    return formatId({ kind: "JobRun", name: id === undefined ? name : `${name}/${id}` });
  }

  /** What a relation holds after this invocation. */
  #version({ dataset }: Relation): NodeId {
    return versionId(dataset, this.#invocation.id);
  }
}

/** The schema of a version, where the catalog knows every type. */
function schemaOf({ dataset, columns }: Relation) {
  const typed = columns.filter((column) => column.type !== undefined);
  return columns.length > 0 && typed.length === columns.length
    ? columns.map(({ name, type }) => ({ name, type, feature: featureIdOf(dataset, name) }))
    : undefined;
}

function detailsOf(node: Field, said: Field, inputs: readonly Relation[]) {
  const test = node.get("test_metadata");
  const kwargs = test.get("kwargs").members() ?? {};
  const { model: _, column_name: __, ...args } = kwargs as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries({
      test: test.get("name").text() ?? node.get("name").text(),
      column: node.get("column_name").text(),
      arguments: Object.keys(args).length === 0 ? undefined : args,
      severity: node.get("config").get("severity").text()?.toLowerCase(),
      message: said.get("message").label(),
      datasets: inputs.map(({ dataset }) => dataset),
    }).filter(([, value]) => value !== undefined),
  );
}

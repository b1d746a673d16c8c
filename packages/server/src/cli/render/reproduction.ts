import type { ReproduceAnswer, ReproduceInput } from "../../query/reproduce-answer.ts";
import { environmentOf, renderPackages } from "./environment.ts";
import { type Field, membersOf, renderFields } from "./fields.ts";
import { plain } from "./plain.ts";
import { renderTable, type TableOptions } from "./table.ts";
import { showHash, showInstant } from "./value.ts";

const NOT_HERE = "not here";

/** What it takes to repeat an execution, as people read it. */
export function renderReproduction(answer: ReproduceAnswer, options: TableOptions): string {
  const { style } = options;
  const { execution, params, inputs, artifacts, outputs, missing } = answer;
  const environment = environmentOf(answer.environment);
  const fields = renderFields(
    [
      ["at", showInstant(answer.at)],
      ["code", codeOf(answer.commit)],
      ["diff", answer.commit?.diff ?? ""],
      ["made", outputs.map(plain).join(", ")],
    ],
    style,
  );
  return [
    `${style.bold(plain(execution))}\n${fields}`,
    section("params", membersOf(params), options),
    section("environment", environment.fields, options),
    renderPackages(environment.packages, options.width),
    inputs.length === 0 ? "" : `\n${inputTable(inputs, options)}`,
    section(
      "artifacts",
      artifacts.map(
        ({ id, q, stored }): Field => [q, stored ? style.id(id) : `${style.id(id)}  ${NOT_HERE}`],
      ),
      options,
    ),
    missing.length === 0
      ? "\nNothing is missing for an exact repeat\n"
      : section(
          "missing for an exact repeat",
          missing.map(({ what, why }): Field => [what, style.warn(plain(why))]),
          options,
        ),
  ].join("");
}

function codeOf(commit: ReproduceAnswer["commit"]): string {
  if (commit === null) return "";
  const { sha, repository, dirty } = commit;
  const state = dirty === null ? "" : dirty ? ", with changes in no commit" : ", clean";
  return plain(`${sha}${repository === null ? "" : ` of ${repository}`}${state}`);
}

function section(name: string, fields: readonly Field[], { style }: TableOptions): string {
  return fields.length === 0 ? "" : `\n${name}\n${renderFields(fields, style)}`;
}

function inputTable(inputs: readonly ReproduceInput[], options: TableOptions): string {
  return renderTable<ReproduceInput>(
    [
      { heading: "INPUT", cell: ({ id }) => id, paint: options.style.id },
      { heading: "AS", cell: ({ relation, q }) => (q === "" ? relation : `${relation} (${q})`) },
      {
        heading: "HASH",
        cell: ({ content_hash, native_version }) => showHash(content_hash ?? native_version),
      },
      {
        heading: "BYTES",
        cell: ({ id, stored }) => (id.startsWith("fact:") ? "" : stored ? "here" : NOT_HERE),
      },
      { heading: "LOCATION", cell: ({ location }) => location ?? "" },
    ],
    inputs,
    options,
  );
}

import { KIND_NAMES, KINDS, RELATION_NAMES, RELATIONS } from "../../packages/core/dist/index.js";
import { documentOf } from "../../packages/server/dist/http/openapi.js";
import { NATIVE_ROUTES } from "../../packages/server/dist/http/routes.js";
import { VERSION } from "../../packages/server/dist/main.js";

const NOTE = "<!-- Written by `npm run generate`; a test compares it with the code. -->\n";

const table = (head, rows) =>
  [
    `| ${head.join(" | ")} |`,
    `|${head.map(() => "---").join("|")}|`,
    ...rows.map((row) => `| ${row.map(cell).join(" | ")} |`),
  ].join("\n");
const cell = (text) => String(text).replaceAll("|", "\\|").replaceAll("\n", " ");
const code = (text) => (text === "" ? "" : `\`${text}\``);

const FORMS = { name: "name", version: "name:version", hex: "64 hex digits" };

/** The kinds and relations, from the model. */
function schemaPage() {
  return `${NOTE}
# Schema

## Ids

An id is a kind's prefix, a colon and a name: \`run:2026-04-28\`, \`ds:risk/users:v12\`. A name is segments of
\`[A-Za-z0-9._-]+\` joined by \`/\`; \`:\` and \`@\` are reserved (agents may contain \`@\`); any other character is percent-encoded
UTF-8. \`.\` and \`..\` are no segments. An id has at most 512 characters. \`ds:users@latest\` and \`model:churn@champion\` are
pointers; \`ds:users@new\` asks for the next number.

## Kinds

An identity field, once it has a value, keeps it: another value is a conflict. \`params.*\` means each param; \`*\` every field.
"Owned" kinds can belong to a project by a prefix of their name.

${table(["kind", "id", "identity fields", "owned", "PROV-O", "what"], KIND_NAMES.map(kindRow))}

## Relations

An edge points upstream, from the effect to its cause. Every edge has a qualifier \`q\` (a role, a path, a column) and an evidence:
\`observed\` (Begat saw it), \`reported\` (a client said so) or \`inferred\` (a rule bound it). Where "carries change" says yes, a
change of the target makes the source out of date.

${table(["relation", "inverse", "from → to", "carries change", "PROV-O", "what"], RELATION_NAMES.map(relationRow))}
`;
}

function kindRow(name) {
  const { prefix, form, identity, prov, owned, describes } = KINDS[name];
  return [
    `**${name}**`,
    code(`${prefix}:<${FORMS[form]}>`),
    identity.map(code).join(", "),
    owned ? "yes" : "",
    code(prov),
    describes,
  ];
}

function relationRow(name) {
  const { inverse, joins, carriesChange, prov, describes } = RELATIONS[name];
  const pairs = joins.map(([from, to]) => `${from.join(", ")} → ${to.join(", ")}`).join("; ");
  return [code(name), code(inverse), pairs, carriesChange ? "yes" : "", code(prov), describes];
}

const refName = (schema) => schema?.$ref?.split("/").at(-1);

function typeOf(schema) {
  if (schema === undefined) return "";
  const name = refName(schema);
  if (name !== undefined) return `[${name}](#${name.toLowerCase()})`;
  if (schema.enum !== undefined)
    return schema.enum.length > 8
      ? "one of the names in [schema](schema.md)"
      : schema.enum.map((value) => code(JSON.stringify(value))).join(" ");
  if (schema.const !== undefined) return code(JSON.stringify(schema.const));
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.map(typeOf))].join(" or ");
  if (schema.type === "array") return `list of ${typeOf(schema.items) || "values"}`;
  return Array.isArray(schema.type) ? schema.type.join(" or ") : (schema.type ?? "any");
}

function fieldsTable(schema) {
  const required = new Set(schema.required ?? []);
  const rows = Object.entries(schema.properties ?? {}).map(([name, field]) => [
    code(name),
    typeOf(field),
    required.has(name) ? "yes" : "",
    field.description ?? "",
  ]);
  return rows.length === 0
    ? (schema.description ?? "Any members.")
    : table(["field", "type", "required", "what"], rows);
}

function operationText(url, method, operation) {
  const parameters = operation.parameters.map(({ name, in: where, required, schema, description }) => [
    code(name),
    where,
    typeOf(schema),
    required ? "yes" : "",
    description ?? schema.description ?? "",
  ]);
  const body = Object.entries(operation.requestBody?.content ?? {}).map(
    ([type, { schema }]) => `${code(type)}: ${typeOf(schema)}`,
  );
  const answer = Object.entries(operation.responses)
    .filter(([status]) => status < "400")
    .flatMap(([status, { content = {} }]) =>
      Object.entries(content).map(
        ([type, { schema }]) => `${status === "200" ? "" : `${status} `}${code(type)}: ${typeOf(schema)}`,
      ),
    );
  const errors = Object.entries(operation.responses)
    .filter(([status]) => status >= "400")
    .map(([status, response]) => `${code(refName(response))} ${status}`);
  return [
    `### ${method.toUpperCase()} ${url}`,
    `${operation.summary}. Scope: ${operation["x-scope"] ?? "none"}.`,
    parameters.length === 0 ? "" : table(["parameter", "in", "type", "required", "what"], parameters),
    body.length === 0 ? "" : `Body: ${body.join("; ")}`,
    answer.length === 0 ? "" : `Answer: ${answer.join("; ")}`,
    errors.length === 0 ? "" : `Errors: ${errors.join(", ")}`,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** Every route, from the OpenAPI document. */
function apiPage() {
  const { paths, components } = documentOf(NATIVE_ROUTES, VERSION);
  const operations = Object.entries(paths).flatMap(([url, methods]) =>
    Object.entries(methods).map(([method, operation]) => operationText(url, method, operation)),
  );
  const schemas = Object.entries(components.schemas).map(
    ([name, schema]) => `### ${name}\n\n${fieldsTable(schema)}`,
  );
  return `${NOTE}
# API

Every route of the server; \`GET /openapi.json\` says the same to programs. On the loopback address nothing but a \`Host\` of this
machine is asked for; elsewhere send \`Authorization: Bearer bgt_…\`. A scope includes those before it: read, write, owner.
Errors are \`{"error": {"code", "message", "details"}}\`, see [errors](errors.md). Instants are RFC 3339 or epoch milliseconds.
An id stands in a path as it is, its colon plain, or the whole of it through \`encodeURIComponent\`.

${operations.join("\n\n")}

## Bodies and answers

${schemas.join("\n\n")}
`;
}

export const PAGES = { "docs/schema.md": schemaPage, "docs/api.md": apiPage };

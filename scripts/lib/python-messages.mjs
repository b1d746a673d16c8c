import { documentOf } from "../../packages/server/dist/http/openapi.js";
import { NATIVE_ROUTES } from "../../packages/server/dist/http/routes.js";

const HEAD = `"""The fields of each message. Made from the OpenAPI document by \`npm run generate\`; do not edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict
`;

const PYTHON_TYPES = { string: "str", number: "float", integer: "int", boolean: "bool", null: "None" };

/** The module of the Python client that has a TypedDict for each message. */
export function pythonMessages() {
  const { paths, components } = JSON.parse(JSON.stringify(documentOf(NATIVE_ROUTES, "0")));
  const messages = Object.entries(paths).flatMap(([path, { post }]) => {
    const name = /^\/metadata\/([a-z-]+)$/.exec(path)?.[1];
    const $ref = post?.requestBody?.content["application/json"]?.schema.$ref;
    return name === undefined || $ref === undefined ? [] : [{ name, type: $ref.split("/").at(-1) }];
  });
  const types = messages.map(({ name, type }) => typedDict(name, type, components.schemas[type].properties));
  const entries = messages.map(({ name, type }) => `    ${JSON.stringify(name)}: ${type},\n`);
  return `${HEAD}\n\n${types.join("\n\n")}\n\n#: By the name in their address.\nMESSAGES: Mapping[str, type[Any]] = {\n${entries.join("")}}\n`;
}

function typedDict(name, type, properties) {
  const fields = Object.entries(properties).map(([field, schema]) => [field, pythonType(schema)]);
  if (!fields.some(([field]) => field === "from")) {
    const lines = fields.map(([field, of]) => `    ${field}: ${of}\n`);
    return `class ${type}(TypedDict, total=False):\n    """Of \`\`POST /metadata/${name}\`\`."""\n\n${lines.join("")}`;
  }
  // A keyword of Python cannot name a member of a class.
  const lines = fields.map(([field, of]) => `        ${JSON.stringify(field)}: ${of},\n`);
  return `#: Of \`\`POST /metadata/${name}\`\`.\n${type} = TypedDict(\n    "${type}",\n    {\n${lines.join("")}    },\n    total=False,\n)\n`;
}

function pythonType({ type, enum: names, anyOf, items }) {
  if (anyOf !== undefined) return [...new Set(anyOf.map(pythonType))].join(" | ");
  if (names !== undefined) return "str";
  if (type === "array") return `Sequence[${pythonType(items)}]`;
  return type === "object" ? "Mapping[str, Any]" : (PYTHON_TYPES[type] ?? "Any");
}

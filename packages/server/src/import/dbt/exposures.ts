import { formatId } from "@begat/core";
import type { Field } from "../field.ts";
import { type Finding, message } from "../importer.ts";
import { namesOf, type Relations } from "./relations.ts";
import { MANIFEST } from "./target.ts";

/** A dashboard, notebook or application that reads what dbt makes: a deployment that is live for as long as it is declared. */
export function* exposureFindings(
  id: string,
  exposure: Field,
  relations: Relations,
  project: string,
): Generator<Finding> {
  const place = `${MANIFEST}, ${id}`;
  const inputs = relations.parents(id);
  const name = exposure.get("name").needText();
  const deployment = formatId({ kind: "Deployment", name: `dbt/${project}/${name}` });
  const tags = {
    name: exposure.get("label").text() ?? name,
    type: exposure.get("type").text(),
    maturity: exposure.get("maturity").text(),
  };
  yield message(place, "deployment", {
    id: deployment,
    status: "live",
    description: exposure.get("description").text() || undefined,
    location: exposure.get("url").text() || undefined,
    tags: Object.fromEntries(Object.entries(tags).filter(([, value]) => value !== undefined)),
    inputs: inputs.map(({ dataset }) => ({ id: dataset })),
    names: namesOf(inputs),
  });
  const owner = ownerOf(exposure.get("owner"));
  if (owner !== undefined) {
    const agent = formatId({ kind: "Agent", name: owner });
    yield message(place, "edge", { from: deployment, rel: "owned-by", to: agent });
  }
}

/** An owner by the address that names one person, else by name; some files list several addresses. */
function ownerOf(owner: Field): string | undefined {
  const { value } = owner.get("email");
  const email = Array.isArray(value) ? value[0] : value;
  return (typeof email === "string" ? email : owner.get("name").text()) || undefined;
}

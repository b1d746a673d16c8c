import { randomUUID } from "node:crypto";
import {
  canonicalId,
  formatId,
  invalid,
  KIND_NAMES,
  type Kind,
  kindSpec,
  NEW_VERSION,
  type NodeId,
  parentOf,
  parseId,
  parseReference,
} from "@begat/core";

const PREFIXES = new Set<string>(KIND_NAMES.map((kind) => kindSpec(kind).prefix));

/** A bare name that needs no percent-encoding. */
const PLAIN = /^[\w./-]+$/;

/** The id of a thing whose kind the field implies: written with its prefix, or its bare name. */
export function named(kind: Kind, text: string, field: string): NodeId {
  const colon = text.indexOf(":");
  if (colon > 0 && PREFIXES.has(text.slice(0, colon))) return exactly(kind, text, field);
  const id = `${kindSpec(kind).prefix}:${text}`;
  try {
    return PLAIN.test(text) ? exactly(kind, id, field) : formatId({ kind, name: text });
  } catch {
    return exactly(kind, id, field);
  }
}

/** Checks that a text is the id of one kind, not a reference; throws `invalid`, naming `field`. */
export function exactly(kind: Kind, text: string, field: string): NodeId {
  const id = canonicalId(text);
  const found = parseId(id, field).kind;
  if (found === kind) return id;
  throw invalid(field, `${id} is a ${found}; give a ${kind}, which is written ${formOf(kind)}`);
}

/** The id that a message gives itself, or a new one. */
export function ownId(kind: Kind, text: string | undefined): NodeId {
  return text === undefined ? `${kindSpec(kind).prefix}:${randomUUID()}` : exactly(kind, text, "id");
}

/** What a version says about its own name: its id, or the thing of which it is the next version. */
export interface VersionName {
  readonly id?: string | undefined;
  readonly of?: string | undefined;
  /** What makes its content known again; a version without it cannot be numbered. */
  readonly content?: string | undefined;
}

/**
 * The id of a version and of what it is a version of. Without `id` the ledger numbers it: `ds:users@new`.
 * `ofField` names the field of the thing, `contentFields` those of its content.
 */
export function ownVersion(
  kind: "DatasetVersion" | "ModelVersion",
  name: VersionName,
  ofField: "dataset" | "model",
  contentFields: string,
): { readonly id: NodeId; readonly parent: NodeId } {
  const asked = name.id === undefined ? undefined : parseReference(name.id);
  if (asked !== undefined && asked.pointer !== NEW_VERSION) {
    throw invalid(
      "id",
      `${name.id} is a pointer, which moves; name the version, or leave id out and give ${ofField}`,
    );
  }
  if (name.id !== undefined && asked === undefined) return givenVersion(kind, name.id, name.of, ofField);
  const of = asked?.of ?? name.of;
  if (of === undefined) throw invalid("id", `is missing; give it, or ${ofField} to have the next number`);
  const parent = exactly(
    kind === "DatasetVersion" ? "Dataset" : "Model",
    of,
    asked === undefined ? ofField : "id",
  );
  if (name.content === undefined) {
    throw invalid(
      contentFields,
      "is missing; without it the ledger cannot tell whether this version is a new one",
    );
  }
  return { id: `${parent}@${NEW_VERSION}`, parent };
}

function givenVersion(kind: Kind, text: string, of: string | undefined, ofField: string) {
  const id = exactly(kind, text, "id");
  const parent = parentOf(parseId(id)) as NodeId;
  if (of === undefined || of === parent) return { id, parent };
  throw invalid(ofField, `${of} is not what ${id} is a version of; leave it out`);
}

function formOf(kind: Kind): string {
  const { prefix, form } = kindSpec(kind);
  return form === "version" ? `${prefix}:<name>:<version>` : `${prefix}:<name>`;
}

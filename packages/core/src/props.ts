import { canonicalize, type JsonValue } from "./canonical-json.ts";
import type { Props } from "./change.ts";
import { type Kind, kindSpec } from "./kinds.ts";

/** Whether a value of JSON is an object. */
export function isObject(value: unknown): value is Props {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A member of an object: never one of JavaScript's own machinery, such as `constructor`. */
export function memberOf(object: Props, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** Whether two values are the same JSON. */
export function sameJson(a: JsonValue, b: JsonValue): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object") return false;
  return canonicalize(a) === canonicalize(b);
}

/** Applies a merge patch (RFC 7396): members replace, null deletes, objects merge. */
export function mergePatch(target: Props, patch: Props): Props {
  const out: Record<string, JsonValue> = { ...target };
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete out[name];
    else if (isObject(value)) {
      const current = memberOf(out, name);
      out[name] = mergePatch(isObject(current) ? current : {}, value);
    } else out[name] = value;
  }
  return out;
}

/** The part of a merge patch that changes `current`; undefined when it changes nothing. */
export function effectivePatch(current: Props, patch: Props): Props | undefined {
  const out: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(patch)) {
    const old = memberOf(current, name);
    if (value === null) {
      if (old !== undefined) out[name] = null;
    } else if (isObject(value) && isObject(old)) {
      const inner = effectivePatch(old, value);
      if (inner !== undefined) out[name] = inner;
    } else if (old === undefined || !sameJson(old, value)) out[name] = value;
  }
  return Object.keys(out).length === 0 ? undefined : out;
}

/** The name of an identity field that a patch would change from one value to another; undefined when there is none. */
export function identityConflict(kind: Kind, current: Props, patch: Props): string | undefined {
  for (const field of kindSpec(kind).identity) {
    const conflict = fieldConflict(field, current, patch);
    if (conflict !== undefined) return conflict;
  }
  return undefined;
}

/** Props without a field as `identityConflict` names it: a property, or a member of one such as `params.lr`. */
export function withoutField(props: Props, field: string): Props {
  if (Object.hasOwn(props, field)) {
    const { [field]: _, ...rest } = props;
    return rest;
  }
  const dot = field.indexOf(".");
  const name = field.slice(0, dot);
  const members = props[name];
  return isObject(members) ? { ...props, [name]: withoutField(members, field.slice(dot + 1)) } : props;
}

function fieldConflict(field: string, current: Props, patch: Props): string | undefined {
  if (field === "*") return changedMember(current, patch, "");
  if (!field.endsWith(".*")) return changed(current[field], patch[field]) ? field : undefined;
  const name = field.slice(0, -2);
  const members = patch[name];
  const known = current[name];
  if (isObject(members) && isObject(known)) return changedMember(known, members, `${name}.`);
  return changed(known, members) ? name : undefined;
}

function changedMember(current: Props, patch: Props, prefix: string): string | undefined {
  const name = Object.keys(patch).find((member) => changed(memberOf(current, member), patch[member]));
  return name === undefined ? undefined : prefix + name;
}

function changed(current: JsonValue | undefined, next: JsonValue | undefined): boolean {
  if (current === undefined || next === undefined) return false;
  // Nulls within a value were merged away when it was kept.
  const kept = mergePatch({}, { next }).next;
  return kept === undefined || !sameJson(current, kept);
}

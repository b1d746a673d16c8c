import { isObject, type JsonValue, type Props } from "@begat/core";

export interface KeyValue {
  readonly key: string;
  readonly value: string;
}

/** A property that is a text. */
export function textProp(props: Props, name: string): string | undefined {
  const value = props[name];
  return typeof value === "string" ? value : undefined;
}

/** A map of props as MLflow's list of keys and values, all of them texts. */
export function pairs(members: JsonValue | undefined): readonly KeyValue[] {
  if (!isObject(members)) return [];
  return Object.entries(members).map(([key, value]) => ({ key, value: asText(value) }));
}

function asText(value: JsonValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

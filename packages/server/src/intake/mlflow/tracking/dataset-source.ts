import { isObject } from "@begat/core";
import { datasetUri, normaliseUri, withoutSecrets } from "@begat/core/naming";

/** What a client says of the source of a dataset: a type and a JSON text. */
export interface SourceMessage {
  readonly source_type: string;
  readonly source: string;
}

type Source = Readonly<Record<string, unknown>>;

/** The URI of the data that a dataset was read from; undefined when its source has none, such as code. */
export function sourceUri({ source_type, source }: SourceMessage): string | undefined {
  const said = parse(source);
  const text = (name: string) => {
    const value = said[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  switch (source_type) {
    case "hugging_face":
      return uriIn("hf://datasets", text("path"));
    case "delta_table":
    case "spark":
    case "databricks-uc-table":
      return location(text("path")) ?? uriIn("dbfs", text("delta_table_name") ?? text("table_name"));
    case "code":
      return undefined;
    default:
      return location(text("uri") ?? text("url") ?? text("path"));
  }
}

/** A source without what lets the readers of its addresses in; as it was written where they have none of that. */
export function shownSource(source: string): string {
  const said = parse(source);
  const shown = JSON.stringify(said, (_, value) =>
    typeof value === "string" ? withoutSecrets(value) : value,
  );
  return shown === JSON.stringify(said) ? source : shown;
}

function parse(text: string): Source {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

/** A relative path says nothing without its machine and folder. */
function location(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const uri = normaliseUri(text);
  return /^[a-z][a-z0-9+.-]*:\/\//.test(uri) ? uri : undefined;
}

function uriIn(namespace: string, name: string | undefined): string | undefined {
  return name === undefined ? undefined : datasetUri(namespace, name);
}

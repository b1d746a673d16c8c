import { isObject } from "@begat/core";

type Props = Readonly<Record<string, unknown>>;

/** What is recorded of a job's code. */
export interface JobCode {
  /** Where it is: type, url, repository, path, version. */
  readonly source: readonly (readonly [name: string, value: string])[];
  readonly texts: readonly { readonly language: string; readonly text: string }[];
}

/** The code in the properties of a job: its place, its SQL and its source, as OpenLineage has them. */
export function codeOf(props: Props): JobCode {
  const facets = objectIn(props.facets);
  const source = Object.entries(objectIn(props.source)).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  const sql = objectIn(facets.sql);
  const code = objectIn(facets.sourceCode);
  return {
    source,
    texts: [
      { language: "SQL", text: sql.query },
      { language: typeof code.language === "string" ? code.language : "source", text: code.sourceCode },
    ].filter((each): each is { language: string; text: string } => typeof each.text === "string"),
  };
}

function objectIn(value: unknown): Props {
  return isObject(value) ? value : {};
}

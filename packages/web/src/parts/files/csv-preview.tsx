import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import Papa from "papaparse";
import { useMemo } from "react";
import { bytesQuery, type FirstBytes } from "../../api/artifact-queries.ts";
import { Loaded } from "../loaded.tsx";
import { bytesText } from "./bytes-text.ts";
import { CutNote } from "./cut-note.tsx";
import type { HeldFile } from "./held-file.ts";
import { RecordTable } from "./record-table.tsx";

const MOST_BYTES = 1024 * 1024;
const MOST_ROWS = 5_000;

/** The beginning of a file of comma- or tab-separated values, as a table; its first line is the head. */
export default function CsvPreview({ file }: { file: HeldFile }) {
  const query = useQuery(bytesQuery(file.digest, MOST_BYTES));
  return (
    <Loaded query={query} what="The file could not be read">
      {(first) => <Table first={first} path={file.path} />}
    </Loaded>
  );
}

function Table({ first, path }: { first: FirstBytes; path: string }) {
  const { header, rows, isCut } = useMemo(() => parsed(first), [first]);
  if (header.length === 0)
    return (
      <Text size="sm" c="dimmed">
        The file is empty.
      </Text>
    );
  return (
    <>
      {isCut && <CutNote shown={`the first ${rows.length} rows`} of={bytesText(first.size)} />}
      <RecordTable label={path} header={header} rows={rows} />
    </>
  );
}

function parsed({ bytes, isCut }: FirstBytes) {
  const text = new TextDecoder().decode(bytes, { stream: isCut });
  const { data } = Papa.parse<string[]>(text, { skipEmptyLines: true, preview: MOST_ROWS + 2 });
  const [header = [], ...rows] = data;
  // The last row of what is cut is cut too.
  const whole = isCut && data.length < MOST_ROWS + 2 ? rows.slice(0, -1) : rows;
  return { header, rows: whole.slice(0, MOST_ROWS), isCut: isCut || whole.length > MOST_ROWS };
}

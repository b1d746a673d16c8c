import { useQuery } from "@tanstack/react-query";
import { Loaded } from "../loaded.tsx";
import { CutNote } from "./cut-note.tsx";
import type { HeldFile } from "./held-file.ts";
import { parquetQuery } from "./parquet-query.ts";
import { RecordTable } from "./record-table.tsx";

/** The first rows of a Parquet file, as a table. */
export default function ParquetPreview({ file }: { file: HeldFile }) {
  const query = useQuery(parquetQuery(file.digest));
  return (
    <Loaded query={query} what="The file could not be read">
      {({ header, rows, count }) => (
        <>
          {rows.length < count && <CutNote shown={`the first ${rows.length} rows`} of={String(count)} />}
          <RecordTable label={file.path} header={header} rows={rows} />
        </>
      )}
    </Loaded>
  );
}

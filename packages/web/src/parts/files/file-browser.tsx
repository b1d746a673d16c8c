import { Alert, Text } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import { FilePreview } from "./file-preview.tsx";
import { FileTree } from "./file-tree.tsx";
import classes from "./files.module.css";
import type { HeldFile } from "./held-file.ts";
import { manifestQuery } from "./manifest-query.ts";

const MOST_FOLDERS = 20;

interface FileBrowserProps {
  readonly files: readonly HeldFile[];
  /** Whether there are more files than these. */
  readonly isCut: boolean;
  /** The path of the file that is shown. */
  readonly chosen: string | undefined;
  readonly choose: (path: string) => void;
}

/** The files of a node as a tree, beside what is in the one that is chosen. Folders that were stored as one are opened up. */
export function FileBrowser({ files, isCut, chosen, choose }: FileBrowserProps) {
  const folders = files.filter(({ isFolder }) => isFolder).slice(0, MOST_FOLDERS);
  const members = useQueries({
    queries: folders.map(manifestQuery),
    combine: (found) => found.map(({ data }) => data),
  });
  const opened = new Set(folders.filter((_, index) => members[index] !== undefined));
  const all = [...files.filter((file) => !opened.has(file)), ...members.flatMap((found) => found ?? [])];
  const file = all.find(({ path }) => path === chosen);
  return (
    <>
      {isCut && <Text size="sm">There are more files than the {files.length} that are listed.</Text>}
      <div className={classes.browser}>
        <FileTree files={all} chosen={chosen} choose={choose} />
        <div className={classes.file}>
          {file !== undefined ? (
            <FilePreview key={file.digest} file={file} />
          ) : chosen !== undefined && opened.size === folders.length ? (
            <Alert color="yellow" variant="light" title="No such file">
              There is no file at {chosen} now. It may have been replaced; the history of the run tells.
            </Alert>
          ) : (
            <Text size="sm" c="dimmed">
              Choose a file to see what is in it.
            </Text>
          )}
        </div>
      </div>
    </>
  );
}

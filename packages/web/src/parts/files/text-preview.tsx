import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { bytesQuery, type FirstBytes } from "../../api/artifact-queries.ts";
import { Loaded } from "../loaded.tsx";
import { Markdown } from "../markdown.tsx";
import { bytesText } from "./bytes-text.ts";
import { CutNote } from "./cut-note.tsx";
import { DiffText } from "./diff-text.tsx";
import type { HeldFile } from "./held-file.ts";
import { isText, type Look } from "./look-of.ts";
import { ScrolledText } from "./scrolled-text.tsx";

const MOST_BYTES = 512 * 1024;

interface TextPreviewProps {
  readonly file: HeldFile;
  readonly look: Look;
}

/** The beginning of a text: Markdown as such, JSON indented, a diff with its signs in colour, anything else as it is. */
export function TextPreview({ file, look }: TextPreviewProps) {
  const query = useQuery(bytesQuery(file.digest, MOST_BYTES));
  return (
    <Loaded query={query} what="The file could not be read">
      {(first) => {
        if (!isText(first.bytes)) return <Binary size={first.size} />;
        return (
          <>
            {first.isCut && (
              <CutNote shown={`the first ${bytesText(MOST_BYTES)}`} of={bytesText(first.size)} />
            )}
            <Body first={first} look={look} path={file.path} />
          </>
        );
      }}
    </Loaded>
  );
}

function Body({ first, look, path }: { first: FirstBytes; look: Look; path: string }) {
  const text = new TextDecoder().decode(first.bytes, { stream: first.isCut });
  if (text === "")
    return (
      <Text size="sm" c="dimmed">
        The file is empty.
      </Text>
    );
  if (look === "markdown") return <Markdown text={text} />;
  if (look === "diff" || text.startsWith("diff --git ")) return <DiffText text={text} />;
  return <ScrolledText label={path}>{look === "json" && !first.isCut ? indented(text) : text}</ScrolledText>;
}

/** JSON with one member a line; as it is when it has lines already, or is no JSON. */
function indented(text: string): string {
  if (text.trimEnd().includes("\n")) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function Binary({ size }: { size: number }) {
  return (
    <Text size="sm" c="dimmed">
      {bytesText(size)} that are no text. Download the file to open it.
    </Text>
  );
}

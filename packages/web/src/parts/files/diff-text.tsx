import { CutNote } from "./cut-note.tsx";
import classes from "./files.module.css";
import { ScrolledText } from "./scrolled-text.tsx";

const MOST_LINES = 5_000;

/** A diff, its added and removed lines by sign and colour. */
export function DiffText({ text }: { text: string }) {
  const lines = text.split("\n");
  const shown = lines.slice(0, MOST_LINES);
  return (
    <>
      {shown.length < lines.length && <CutNote shown={`${MOST_LINES} lines`} of={String(lines.length)} />}
      <ScrolledText label="Changes">
        <span className={classes.diff}>{shown.map(lineOf)}</span>
      </ScrolledText>
    </>
  );
}

function lineOf(line: string, index: number) {
  const text = `${line}
`;
  if (/^(?:diff |index |\+\+\+|---|@@)/.test(line)) return <b key={index}>{text}</b>;
  if (line.startsWith("+")) return <ins key={index}>{text}</ins>;
  if (line.startsWith("-")) return <del key={index}>{text}</del>;
  return text;
}

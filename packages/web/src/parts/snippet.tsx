import { CopyText } from "./id.tsx";
import classes from "./snippet.module.css";

interface SnippetProps {
  /** What it is for: "airflow.cfg". */
  readonly label: string;
  readonly code: string;
}

/** Lines to paste elsewhere, with a button that copies them. */
export function Snippet({ label, code }: SnippetProps) {
  return (
    <figure className={classes.snippet}>
      <figcaption className={classes.head}>
        <span>{label}</span>
        <CopyText text={code} what={label} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys scroll it */}
      <pre className={classes.code} tabIndex={0}>
        {code}
      </pre>
    </figure>
  );
}

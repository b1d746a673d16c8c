import { DotLabel } from "../../parts/dot-label.tsx";
import classes from "./run.module.css";

/** Whether the server has bytes, so that they can be downloaded. */
export function BytesHere({ stored }: { stored: boolean }) {
  return (
    <span className={classes.note}>
      {stored ? (
        <DotLabel color="green">bytes here</DotLabel>
      ) : (
        <DotLabel shape="ring">bytes not here</DotLabel>
      )}
    </span>
  );
}

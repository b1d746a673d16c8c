import { Anchor } from "@mantine/core";
import type { ReactNode } from "react";
import { hrefOf, kindIn } from "../app/places.ts";
import { KindIcon } from "./kind-icon.tsx";
import classes from "./parts.module.css";

interface NodeLinkProps {
  readonly id: string;
  /** What to show in place of the id. */
  readonly children?: ReactNode;
  readonly icon?: boolean;
}

/**
 * A link to the page of a node, with the icon of its kind. There are hundreds on a page: one of the router's would look at
 * its address anew whenever that of the page changes.
 */
export function NodeLink({ id, children, icon = true }: NodeLinkProps) {
  const kind = kindIn(id);
  return (
    <span className={classes.nodeLink}>
      {icon && kind !== undefined && <KindIcon kind={kind} />}
      <Anchor inherit className={classes.link} title={id} href={hrefOf(id)}>
        {children ?? readable(id)}
      </Anchor>
    </span>
  );
}

const HASH = /([0-9a-f]{12})[0-9a-f]{52}/;

/** An id with the characters that it had to encode, and with a hash cut short. */
function readable(id: string): string {
  const short = id.replace(HASH, "$1…");
  try {
    return decodeURIComponent(short);
  } catch {
    return short;
  }
}

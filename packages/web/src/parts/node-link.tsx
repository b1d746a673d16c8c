import { kindIn } from "@begat/core";
import { Anchor } from "@mantine/core";
import type { ReactNode } from "react";
import { KindIcon } from "./kind-icon.tsx";
import classes from "./parts.module.css";
import { useNodeLink } from "./use-node-link.ts";

interface NodeLinkProps {
  readonly id: string;
  /** What to show in place of the id. */
  readonly children?: ReactNode;
  readonly icon?: boolean;
}

/** A link to the page of a node, with the icon of its kind. */
export function NodeLink({ id, children, icon = true }: NodeLinkProps) {
  const kind = kindIn(id);
  const link = useNodeLink(id);
  return (
    <span className={classes.nodeLink}>
      {icon && kind !== undefined && <KindIcon kind={kind} />}
      <Anchor inherit className={classes.link} title={id} {...link}>
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

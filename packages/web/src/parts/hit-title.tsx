import type { SearchHits } from "@begat/client/browser";
import { Text } from "@mantine/core";
import { Fragment } from "react";
import { nameOfHit } from "./name-of-hit.ts";
import classes from "./parts.module.css";

type Hit = SearchHits["items"][number];

/** The name of what was found, with its id where that says more. */
export function HitTitle({ hit: { id, title } }: { hit: Pick<Hit, "id" | "title"> }) {
  const name = nameOfHit({ id, title });
  return (
    <span className={classes.hit}>
      <span>{name ?? id}</span>
      {name !== undefined && (
        <Text span size="xs" c="dimmed">
          {id}
        </Text>
      )}
    </span>
  );
}

/**
 * Where the words were found, with the matches marked: they stand between U+0002 and U+0003. Nothing where that is
 * the title alone.
 */
export function Excerpt({ hit: { title, excerpt } }: { hit: Hit }) {
  if (excerpt.replaceAll("\u0002", "").replaceAll("\u0003", "") === title) return null;
  const [before = "", ...matches] = excerpt.split("\u0002");
  return (
    <Text size="sm" c="dimmed" lineClamp={2}>
      {before}
      {matches.map((text, index) => {
        const [match, after] = text.split("\u0003");
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same words come again
          <Fragment key={index}>
            <mark>{match}</mark>
            {after}
          </Fragment>
        );
      })}
    </Text>
  );
}

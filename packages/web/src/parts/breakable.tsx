import type { ReactNode } from "react";

/** After a mark between two words, and before a word that a capital begins. */
const BETWEEN_WORDS = /(?<=[_./-])|(?<=\p{Ll})(?=\p{Lu})/u;

/** A name whose line may end between its words. */
export function Breakable({ name }: { name: string }): ReactNode {
  return name.split(BETWEEN_WORDS).reduce<ReactNode>(joined, "");
}

function joined(before: ReactNode, part: string) {
  return (
    <>
      {before}
      <wbr />
      {part}
    </>
  );
}

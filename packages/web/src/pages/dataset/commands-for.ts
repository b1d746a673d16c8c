import type { NodeDetail } from "@begat/client/browser";

const KEPT = 5;

/** The commands that fetch the bytes of a version and check that they are still what they were, where Begat keeps them. */
export function commandsFor({ edges }: Pick<NodeDetail, "edges">): readonly string[] {
  const artifacts = edges.find(({ rel, direction }) => rel === "has-artifact" && direction === "upstream");
  return (artifacts?.edges.slice(0, KEPT) ?? []).flatMap(({ to, q }) => [
    `begat download ${to} ${shellWord(q === "" ? "data" : q)}`,
    `begat artifact verify ${to}`,
  ]);
}

/** A name as one word of a shell; it names a place below the working folder whatever it begins with. */
function shellWord(name: string): string {
  const place = /^[/-]/.test(name) ? `./${name.replace(/^\/+/, "")}` : name;
  return /^[\w./-]+$/.test(place) ? place : `'${place.replaceAll("'", "'\\''")}'`;
}

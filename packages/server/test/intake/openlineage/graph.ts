import { INITIAL_VERSION, type JsonValue, type Props, relationOfCode } from "@begat/core";
import type { WritableDatabase } from "../../../src/store/database.ts";

const EVIDENCE = ["", "observed", "reported", "inferred"];

/**
 * Everything that holds in a store, in an order of its own: no number and no time of recording is in it. A placeholder
 * from which the last read was taken away is left out, as is a version that a rule no longer infers: they are history.
 */
export interface WholeGraph {
  readonly nodes: Readonly<Record<string, JsonValue>>;
  readonly edges: readonly string[];
  readonly aliases: readonly string[];
}

export async function wholeGraph({ sql }: WritableDatabase): Promise<WholeGraph> {
  const nodes = await sql.selectFrom("node").selectAll().orderBy("id").execute();
  const idOf = new Map(nodes.map(({ key, id }) => [key, id]));
  const held = await sql.selectFrom("edge").selectAll().where("ended_seq", "is", null).execute();
  const reached = new Set(held.map(({ dst }) => dst));
  const left = nodes.filter(
    ({ key, id, props }) =>
      (id.endsWith(`:${INITIAL_VERSION}`) || isWithdrawn(JSON.parse(props) as Props)) && !reached.has(key),
  );
  const unread = new Set(left.map(({ key }) => key));
  const edges = held.filter(({ src }) => !unread.has(src));
  const aliases = await sql.selectFrom("alias").selectAll().where("ended_seq", "is", null).execute();
  return {
    nodes: Object.fromEntries(
      nodes
        .filter(({ key }) => !unread.has(key))
        .map(({ id, at, props }) => [id, described(at, JSON.parse(props) as Props)]),
    ),
    edges: edges
      .map(({ src, rel, dst, q, evidence, props }) =>
        [
          idOf.get(src),
          relationOfCode(rel),
          idOf.get(dst),
          ...(q === "" ? [] : [`[${q}]`]),
          EVIDENCE[evidence],
          ...(props === null ? [] : [props]),
        ].join(" "),
      )
      .sort(),
    aliases: aliases.map(({ scheme, value, node }) => `${scheme} ${value} = ${idOf.get(node)}`).sort(),
  };
}

function isWithdrawn({ inferred, placeholder }: Props): boolean {
  return inferred === true && placeholder === true;
}

function described(at: number | null, props: Props): JsonValue {
  return at === null ? props : { at: new Date(at).toISOString(), ...props };
}

/** The graph without the times at which each member was said last, for people to read. */
export function readable(graph: WholeGraph): string {
  const nodes = Object.fromEntries(
    Object.entries(graph.nodes).map(([id, node]) => {
      const { stated, ...props } = node as Props;
      return [id, props];
    }),
  );
  return `${JSON.stringify({ ...graph, nodes }, null, 1)}\n`;
}

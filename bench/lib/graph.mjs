import { keptLedger } from "./ledger.mjs";

/** 100 groups of 10,000 features, each derived from three of the 40 before it: the last of a group comes from all of it. */
export const GROUPS = 100;
export const GROUP_SIZE = 10_000;
const WINDOW = 40;
const NODES_A_CHANGE = 2_000;

export const nodeId = (group, index) => `feature:g${group}/n${index}`;

function* assertionsOf(group, from, to) {
  for (let index = from; index < to; index++) {
    const id = nodeId(group, index);
    const props = {
      description: `Column ${index} of group ${group}, made for the benchmark`,
      type: "double",
      unit: "1",
      position: index,
    };
    yield { assert: "node", id, props };
    const sources = new Set([index - 1, index - 1 - (index % 7), index - 1 - ((index * 31) % WINDOW)]);
    for (const source of sources)
      if (source >= 0) yield { assert: "edge", from: id, rel: "derived-from", to: nodeId(group, source) };
  }
}

/** A folder whose store holds 1,000,000 nodes and about 3,000,000 edges; made once and kept. */
export function graphFolder() {
  return keptLedger("graph-2", async (ledger) => {
    for (let group = 0; group < GROUPS; group++) {
      for (let from = 0; from < GROUP_SIZE; from += NODES_A_CHANGE) {
        const assertions = [...assertionsOf(group, from, from + NODES_A_CHANGE)];
        await ledger.record([{ source: "native", assertions }]);
      }
    }
  });
}

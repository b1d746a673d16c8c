import type { NodeDetail } from "@begat/client/browser";
import { Alert, Text } from "@mantine/core";
import { IconArchive, IconHelpCircle } from "@tabler/icons-react";
import { useMay } from "../../api/use-caller.ts";
import { NodeLink } from "../../parts/node-link.tsx";

/** What is special about a run: that lists leave it out, or that nobody described it. */
export function RunNotices({ node }: { node: NodeDetail }) {
  const mayWrite = useMay("write");
  return (
    <div role="status">
      {node.hidden && (
        <Alert icon={<IconArchive size={18} />} color="yellow" variant="light" title="Archived" mb="md">
          Lists and searches leave this run out; links, lineage and history keep it.
          {mayWrite && " Restore undoes this."}
        </Alert>
      )}
      {node.unresolved && (
        <Alert
          icon={<IconHelpCircle size={18} />}
          color="blue"
          variant="light"
          title="Not described yet"
          mb="md"
        >
          <Text size="sm">
            Others name this run, but nobody has sent what it is. It fills in by itself when that comes.
          </Text>
          {namers(node).map((id) => (
            <NodeLink key={id} id={id} />
          ))}
        </Alert>
      )}
    </div>
  );
}

function namers(node: NodeDetail): readonly string[] {
  const ids = node.edges.filter(({ direction }) => direction === "downstream").flatMap(({ edges }) => edges);
  return [...new Set(ids.map(({ from }) => from))].slice(0, 10);
}

import type { NodeDetail } from "@begat/client/browser";
import { Described } from "../../parts/described.tsx";
import { JsonValue } from "../../parts/json-value.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { Related } from "../../parts/related.tsx";
import { SmallTable } from "../../parts/small-table.tsx";
import { fieldsOf } from "./fields-of.ts";

/** What a version of a model takes and answers. */
export function Signature({ node }: { node: NodeDetail }) {
  const { signature } = node.props;
  if (signature === undefined || signature === null)
    return <Related node={node} direction="upstream" rel="uses-feature" none="No signature recorded." />;
  const fields = fieldsOf(signature);
  if (fields.length === 0) return <JsonValue value={signature} />;
  return (
    <SmallTable
      label="Signature"
      minWidth={420}
      rows={fields}
      rowKey={({ key }) => key}
      columns={[
        { header: "Name", cell: ({ name, says }) => <Described name={name} says={says} /> },
        { header: "Direction", cell: ({ direction }) => direction },
        { header: "Type", cell: ({ type }) => type },
        { header: "Feature", cell: ({ feature }) => feature !== undefined && <NodeLink id={feature} /> },
      ]}
    />
  );
}

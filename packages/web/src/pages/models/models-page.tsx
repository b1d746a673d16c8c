import { Empty } from "../../parts/empty.tsx";
import { Instant } from "../../parts/instant.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { NodeTable } from "../../parts/node-table.tsx";
import { PageHeader } from "../../parts/page-header.tsx";

/** Every model. */
export function ModelsPage() {
  return (
    <>
      <PageHeader title="Models" />
      <NodeTable
        label="Models"
        find={{ kind: "Model" }}
        columns={[
          { key: "id", header: "Name", width: 420, cell: ({ id }) => <NodeLink id={id} /> },
          { key: "at", header: "When", width: 160, cell: ({ at }) => <Instant at={at} /> },
        ]}
        empty={
          <Empty title="No model yet">
            Send some from what you run: the page Connect has the lines to paste.
          </Empty>
        }
      />
    </>
  );
}

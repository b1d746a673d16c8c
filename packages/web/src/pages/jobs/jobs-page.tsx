import { Empty } from "../../parts/empty.tsx";
import { Instant } from "../../parts/instant.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { NodeTable } from "../../parts/node-table.tsx";
import { PageHeader } from "../../parts/page-header.tsx";

/** Every job. */
export function JobsPage() {
  return (
    <>
      <PageHeader title="Jobs" />
      <NodeTable
        label="Jobs"
        find={{ kind: "Job" }}
        columns={[
          { key: "id", header: "Name", width: 420, cell: ({ id }) => <NodeLink id={id} /> },
          { key: "at", header: "When", width: 160, cell: ({ at }) => <Instant at={at} /> },
        ]}
        empty={
          <Empty title="No job yet">
            Send some from what you run: the page Connect has the lines to paste.
          </Empty>
        }
      />
    </>
  );
}

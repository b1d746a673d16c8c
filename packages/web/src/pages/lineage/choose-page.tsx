import { Empty } from "../../parts/empty.tsx";
import { PageHeader } from "../../parts/page-header.tsx";

/** Where the lineage of a node begins: with a node. */
export function ChoosePage() {
  return (
    <>
      <PageHeader title="Lineage" />
      <Empty title="Choose a node">
        Every page of a dataset, a run, a model or a deployment leads to its lineage.
      </Empty>
    </>
  );
}

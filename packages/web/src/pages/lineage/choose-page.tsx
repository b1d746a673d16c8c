import { useNavigate } from "@tanstack/react-router";
import { Empty } from "../../parts/empty.tsx";
import { NodeSearch } from "../../parts/node-search.tsx";
import { PageHeader } from "../../parts/page-header.tsx";

/** Where the lineage of a node begins: with a node. */
export function ChoosePage() {
  const navigate = useNavigate();
  return (
    <>
      <PageHeader title="Lineage" />
      <NodeSearch
        label="Node to begin with"
        placeholder="A dataset, a column, a run, a model, a deployment…"
        onChoose={(id) => void navigate({ to: "/lineage/$", params: { _splat: id } })}
      />
      <Empty title="Choose where to begin">
        Type some words of its name, or its id, such as ds:users or model:churn:v3. Every page of a dataset, a
        run, a model or a deployment leads to its lineage too.
      </Empty>
    </>
  );
}

import { useNavigate } from "@tanstack/react-router";
import { Empty } from "../../parts/empty.tsx";
import { NodeSearch } from "../../parts/node-search.tsx";
import { PageHeader } from "../../parts/page-header.tsx";

/** Where the impact of a node begins: with a node. */
export function ChoosePage() {
  const navigate = useNavigate();
  return (
    <>
      <PageHeader title="Impact" />
      <NodeSearch
        label="What would change"
        placeholder="A dataset, a column, a job, a commit, a model…"
        onChoose={(id) => void navigate({ to: "/impact/$", params: { _splat: id } })}
      />
      <Empty title="Choose what would change">
        Type some words of its name, or its id, such as ds:users or feature:users/age. You see which live
        deployments a change reaches and why, what else it makes out of date, and what to rebuild in which
        order.
      </Empty>
    </>
  );
}

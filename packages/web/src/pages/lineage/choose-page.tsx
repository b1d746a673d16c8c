import { Text } from "@mantine/core";
import { linkOptions, useNavigate } from "@tanstack/react-router";
import { NodeSearch } from "../../parts/node-search.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { StartingPoints } from "../../parts/starting-points.tsx";

const NEWEST = [
  ["Model", "Models"],
  ["Dataset", "Datasets"],
] as const;

/** Where the lineage of a node begins: with a node. */
export function ChoosePage() {
  const navigate = useNavigate();
  return (
    <>
      <PageHeader title="Lineage">
        <Text size="sm" c="dimmed">
          Choose where to begin: type some words of its name, or its id, such as ds:users or model:churn:v3.
          Every page of a dataset, a run, a model or a deployment leads to its lineage too.
        </Text>
      </PageHeader>
      <NodeSearch
        label="Node to begin with"
        placeholder="A dataset, a run, a model…"
        hasFocus
        onChoose={(id) => void navigate(placeOf(id))}
      />
      <StartingPoints newest={NEWEST} placeOf={placeOf} />
    </>
  );
}

function placeOf(id: string) {
  return linkOptions({ to: "/lineage/$", params: { _splat: id } });
}

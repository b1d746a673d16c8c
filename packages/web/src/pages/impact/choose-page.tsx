import { Text } from "@mantine/core";
import { linkOptions, useNavigate } from "@tanstack/react-router";
import { NodeSearch } from "../../parts/node-search.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { StartingPoints } from "../../parts/starting-points.tsx";

const NEWEST = [
  ["Dataset", "Datasets"],
  ["Job", "Jobs"],
] as const;

/** Where the impact of a node begins: with a node. */
export function ChoosePage() {
  const navigate = useNavigate();
  return (
    <>
      <PageHeader title="Impact">
        <Text size="sm" c="dimmed">
          Choose what would change: type some words of its name, or its id, such as ds:users or
          feature:users/age. You see which live deployments the change reaches and why, what else it makes out
          of date, and what to rebuild in which order.
        </Text>
      </PageHeader>
      <NodeSearch
        label="What would change"
        placeholder="A dataset, a column, a job…"
        hasFocus
        onChoose={(id) => void navigate(placeOf(id))}
      />
      <StartingPoints newest={NEWEST} placeOf={placeOf} />
    </>
  );
}

function placeOf(id: string) {
  return linkOptions({ to: "/impact/$", params: { _splat: id } });
}

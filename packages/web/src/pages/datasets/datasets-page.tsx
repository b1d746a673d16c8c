import { Tabs } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { PageHeader } from "../../parts/page-header.tsx";
import { DatasetList } from "./dataset-list.tsx";
import { UnlinkedList } from "./unlinked-list.tsx";

const route = getRouteApi("/datasets/");

/** Every dataset, and those that may be one under two names. */
export function DatasetsPage() {
  const { tab, text, order } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <>
      <PageHeader title="Datasets" />
      <Tabs
        value={tab ?? "all"}
        onChange={(value) => void navigate({ search: { tab: value === "unlinked" ? value : undefined } })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="all">All</Tabs.Tab>
          <Tabs.Tab value="unlinked">Unlinked</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="all">
          <DatasetList
            text={text}
            order={order}
            onOrder={(to) => void navigate({ search: (before) => ({ ...before, order: to }), replace: true })}
          />
        </Tabs.Panel>
        <Tabs.Panel value="unlinked">
          <UnlinkedList />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

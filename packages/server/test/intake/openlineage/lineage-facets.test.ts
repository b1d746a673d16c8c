import { describe, expect, it } from "vitest";
import { event, graphOf, people, RUN, users } from "./facet-events.ts";

describe("facets of OpenLineage", () => {
  it("the lineage facet: states what feeds what, in place of inputs times outputs", async () => {
    const version = { version: { datasetVersion: "7" } };
    const column = { ...users, type: "DATASET", field: "id" };
    const entry = {
      ...people,
      type: "DATASET",
      inputs: [{ ...users, type: "DATASET" }],
      fields: { key: { inputs: [column] } },
    };
    const { edges } = await graphOf(
      event({
        job: { namespace: "etl", name: "load", facets: { lineage: { entries: [entry] } } },
        inputs: [
          { ...users, facets: version },
          { namespace: "s3://lake", name: "other" },
        ],
        outputs: [
          {
            ...people,
            facets: { columnLineage: { fields: { key: { inputFields: [{ ...users, field: "wrong" }] } } } },
          },
        ],
      }),
    );
    const derived = edges.filter((edge) => edge.includes(" derived-from "));
    expect(derived).toEqual([
      `ds:s3/lake/people:${RUN} derived-from ds:s3/lake/users:7 reported`,
      `feature:s3/lake/people/key derived-from feature:s3/lake/users/id [ds:s3/lake/people:${RUN}] reported`,
    ]);
  });

  it("the lineage facet: another job without a run feeds nothing, a run that it names does", async () => {
    const feedOf = async (input: object): Promise<readonly string[]> => {
      const entry = { ...users, type: "DATASET", inputs: [{ type: "JOB", ...input }] };
      const job = { namespace: "etl", name: "load", facets: { lineage: { entries: [entry] } } };
      const { edges } = await graphOf(event({ job, outputs: [users] }));
      return edges.filter((edge) => edge.includes(" produced-by ") && !edge.includes(`jobrun:${RUN}`));
    };
    expect(await feedOf({ namespace: "etl", name: "elsewhere" })).toEqual([]);
    expect(await feedOf({ namespace: "etl", name: "elsewhere", runId: "other" })).toEqual([
      expect.stringContaining("produced-by jobrun:other"),
    ]);
  });

  it("the lineage facet of a dataset: its columns come from others, and what feeds all of it stays with it", async () => {
    const source = { ...users, type: "DATASET" };
    const fields = { key: { inputs: [{ ...source, field: "id" }] } };
    const told = (lineage: object, eventTime = "2026-04-28T10:00:00Z") => ({
      eventTime,
      dataset: { ...people, facets: { lineage } },
    });
    const { nodes, edges } = await graphOf(told({ inputs: [source], fields }));
    expect(edges).toContainEqual("feature:s3/lake/people/key derived-from feature:s3/lake/users/id reported");
    expect(nodes["ds:s3/lake/people"]).toMatchObject({ facets: { lineage: { inputs: [source] } } });
    const { nodes: plain } = await graphOf(told({ fields }));
    expect(plain["ds:s3/lake/people"]).not.toHaveProperty("facets");
    const deletion = told({ _deleted: true }, "2026-04-28T11:00:00Z");
    const { nodes: deleted } = await graphOf(told({ inputs: [source] }), deletion);
    expect(deleted["ds:s3/lake/people"]).not.toHaveProperty("facets.lineage");
  });

  it("column lineage of a whole dataset holds for each of its columns", async () => {
    const fields = { a: { inputFields: [{ ...users, field: "x" }] }, b: { inputFields: [] } };
    const dataset = [{ ...users, field: "day", transformations: [{ type: "INDIRECT", subtype: "FILTER" }] }];
    const { edges } = await graphOf(
      event({ outputs: [{ ...people, facets: { columnLineage: { fields, dataset } } }] }),
    );
    const scope = `[ds:s3/lake/people:${RUN}] reported`;
    expect(edges.filter((edge) => edge.includes(" derived-from "))).toEqual([
      `feature:s3/lake/people/a derived-from feature:s3/lake/users/day ${scope} {"transformations":["INDIRECT FILTER"]}`,
      `feature:s3/lake/people/a derived-from feature:s3/lake/users/x ${scope}`,
      `feature:s3/lake/people/b derived-from feature:s3/lake/users/day ${scope} {"transformations":["INDIRECT FILTER"]}`,
    ]);
  });
});

import { expect, it } from "vitest";
import { LogInputs, logInputs } from "../../../src/intake/mlflow/tracking/inputs.ts";

it("describes a run once, however many datasets it read: each time would cost as much as all of them", () => {
  const datasets = ["a", "b", "c"].map((name) => ({
    dataset: { name, digest: "1", source_type: "s3", source: JSON.stringify({ uri: `s3://b/${name}` }) },
    tags: [{ key: "mlflow.data.context", value: "training" }],
  }));
  const said = LogInputs.read({ run_id: "r", datasets });
  const ofRun = logInputs("run:r", said.datasets).filter(
    (item) => item.assert === "node" && item.id === "run:r",
  );
  const named = { "data_name:a": true, "data_name:b": true, "data_name:c": true };
  expect(ofRun).toEqual([
    {
      assert: "node",
      id: "run:r",
      props: { ...named, "data_digest:1": true, "data_context:training": true },
    },
  ]);
});

it("has the source of a dataset without who signs in and what signs; any other one as it was written", () => {
  const kept = (source: string) => {
    const dataset = { name: "d", digest: "1", source_type: "http", source };
    const said = LogInputs.read({ run_id: "r", datasets: [{ dataset }] });
    return logInputs("run:r", said.datasets).flatMap((item) =>
      item.assert === "node" && item.props.mlflow !== undefined ? [item.props.mlflow] : [],
    );
  };
  const shown = JSON.stringify({ url: "https://h/d.csv?v=2" });
  expect(kept(JSON.stringify({ url: "https://ann:t0p@h/d.csv?v=2&sig=t0p" }))).toMatchObject([
    { source: shown },
  ]);
  for (const source of ['{ "url": "https://h/d.csv" }', "code", '{"path": "a@b"}'])
    expect(kept(source)).toMatchObject([{ source }]);
});

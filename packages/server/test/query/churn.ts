import type { Assertion } from "@begat/core";
import { edge, node } from "./ask.ts";

export const COMMIT = "commit:a1b2c3d4e5f60718293a4b5c6d7e8f9012345678";

const hash = (digit: string): string => `sha256:${digit.repeat(64)}`;

const metric = (name: string, value: number) => ({ [name]: { step: [0], at: [0], value: [value] } });

/**
 * A small story: raw data is cleaned, two runs train on it, one becomes a model, which is deployed to staging and then
 * twice to production.
 */
export const CHURN: readonly (readonly Assertion[])[] = [
  [node("ds:raw:v1", { content_hash: hash("1"), location: "s3://lake/raw" }, "2026-04-01T00:00:00.000Z")],
  [
    node(
      "jobrun:clean-1",
      { job: "job:clean", started_at: "2026-04-01T01:00:00.000Z" },
      "2026-04-01T01:00:00.000Z",
    ),
    edge("jobrun:clean-1", "run-of", "job:clean"),
    edge("jobrun:clean-1", "used", "ds:raw:v1"),
  ],
  [
    node("ds:users:v1", {
      content_hash: hash("2"),
      location: "s3://lake/users",
      schema: [{ name: "age", type: "int" }],
    }),
    edge("ds:users:v1", "produced-by", "jobrun:clean-1"),
    edge("ds:users:v1", "has-feature", "feature:users/age", "age"),
  ],
  [node(COMMIT, { repository: "https://git.example/churn" })],
  [
    node(
      "run:good",
      {
        params: { lr: 0.1, depth: 3 },
        tags: { team: "risk" },
        environment: { node: "20.19.0" },
        dirty: true,
        status: "finished",
      },
      "2026-04-02T00:00:00.000Z",
    ),
    edge("run:good", "trained-on", "ds:users:v1", "train"),
    edge("run:good", "at-commit", COMMIT),
    edge("run:good", "has-artifact", hash("a"), "diff"),
    edge("run:good", "run-of", "exp:churn"),
    { assert: "points", of: "run:good", columns: { ...metric("auc", 0.93), ...metric("loss", 0.2) } },
  ],
  [
    node("run:bad", { params: { lr: 0.5, depth: 3 } }, "2026-04-02T01:00:00.000Z"),
    edge("run:bad", "trained-on", "ds:users:v1", "train"),
    { assert: "points", of: "run:bad", columns: metric("auc", 0.61) },
  ],
  [
    node("model:churn:v1", { digest: hash("b") }),
    edge("model:churn:v1", "produced-by", "run:good"),
    edge("model:churn:v1", "uses-feature", "feature:users/age"),
    { assert: "pointer", name: "champion", of: "model:churn", to: "model:churn:v1" },
    { assert: "alias", scheme: "id", value: "model:churn-model:v1", of: "model:churn:v1" },
  ],
  deployed("deploy:staging-1", "staging", "2026-04-03T00:00:00.000Z"),
  deployed("deploy:prod-1", "production", "2026-04-04T00:00:00.000Z"),
  deployed("deploy:prod-2", "production", "2026-04-06T00:00:00.000Z"),
  [node("deploy:staging-1", { ended_at: "2026-04-05T00:00:00.000Z" })],
];

function deployed(id: string, environment: string, started_at: string): readonly Assertion[] {
  return [
    node(id, { model_version: "model:churn:v1", environment, started_at }, started_at),
    edge(id, "deploys", "model:churn:v1"),
  ];
}

import { expect, test } from "vitest";
import { rolloutsByPlace } from "../src/pages/model/rollouts-by-place.ts";

test("the rollout of a version ends where that of another one begins", () => {
  const rollout = (version: string, at: string, ended_at?: string) => ({
    id: `deploy:${version}`,
    kind: "Deployment" as const,
    props: { model_version: version, environment: "production", ended_at },
    at,
    unresolved: false,
    hidden: false,
    created_seq: 1,
    updated_seq: 1,
  });
  const newestFirst = [rollout("v2", "2026-03-01T00:00:00Z"), rollout("v1", "2026-02-01T00:00:00Z")];
  expect(rolloutsByPlace(newestFirst, "v1")).toMatchObject([
    { environment: "production", rollouts: [{ to: Date.parse("2026-03-01T00:00:00Z") }] },
  ]);
  expect(rolloutsByPlace(newestFirst, "v3")).toEqual([]);
  const endsOf = (ended_at: string) =>
    rolloutsByPlace([newestFirst[0]!, rollout("v1", "2026-02-01T00:00:00Z", ended_at)], "v1")[0]?.rollouts[0]
      ?.to;
  expect(endsOf("2026-02-03T00:00:00Z")).toBe(Date.parse("2026-02-03T00:00:00Z"));
  expect(endsOf("2026-03-04T00:00:00Z")).toBe(Date.parse("2026-03-01T00:00:00Z"));
});

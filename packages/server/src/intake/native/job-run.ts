import Type from "typebox";
import { links, linksFrom, node } from "./assertions.ts";
import { executionEdges, executionFields, executionProps } from "./execution.ts";
import { Id, Ids, strict } from "./fields.ts";
import { instant } from "./instant.ts";
import { message } from "./message.ts";
import { exactly, ownId } from "./naming.ts";

const example = {
  id: "jobrun:clean-20260428",
  job: "job:clean-users",
  started_at: "2026-04-28T09:00:00Z",
  ended_at: "2026-04-28T09:05:00Z",
  commit: "a1b2c3d",
  inputs: [{ id: "ds:users-raw:v3" }],
  outputs: ["ds:users:v12"],
};

const schema = strict({
  id: Type.Optional(Id),
  job: Type.Optional(Id),
  outputs: Type.Optional(Ids),
  ...executionFields,
});

/** One execution of a job. */
export const jobRunMessage = message(
  { name: "job-run", summary: "Publish one execution of a job", example },
  schema,
  (said) => {
    const id = ownId("JobRun", said.id);
    const job = said.job === undefined ? undefined : exactly("Job", said.job, "job");
    return [
      node(id, { ...executionProps(said), job }, instant(said.started_at, "started_at")),
      ...links(id, "run-of", job, "job"),
      ...linksFrom(said.outputs, "produced-by", id, "outputs"),
      ...executionEdges(id, said),
    ];
  },
);

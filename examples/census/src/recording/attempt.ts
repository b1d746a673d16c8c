import { type Begat, BegatError, type Node } from "@begat/client";

/** An execution, and whether an earlier recording has finished it. */
export interface Attempt {
  readonly id: string;
  readonly isRecorded: boolean;
}

/**
 * Under which id an execution is recorded: the given one, unless a recording was cut off in the middle of it. Then that
 * execution stays, as failed, and the next one is the same id with "-2", "-3" and so on.
 */
export async function attemptOf(begat: Begat, first: string): Promise<Attempt> {
  for (let number = 1; ; number++) {
    const id = number === 1 ? first : `${first}-${number}`;
    const status = (await find(begat, id))?.props.status;
    if (status === undefined) return { id, isRecorded: false };
    if (status === "finished") return { id, isRecorded: true };
    if (status !== "failed") await fail(begat, id);
  }
}

/** The node of an id or a pointer; undefined when there is none. */
export async function find(begat: Begat, id: string): Promise<Node | undefined> {
  try {
    return await begat.node(id);
  } catch (error) {
    if (error instanceof BegatError && error.code === "not_found") return undefined;
    throw error;
  }
}

async function fail(begat: Begat, id: string): Promise<void> {
  if (id.startsWith("run:")) await begat.publish.run({ run_id: id, status: "failed" });
  else await begat.publish.jobRun({ id, status: "failed" });
}

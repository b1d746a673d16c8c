import { parentPort, workerData } from "node:worker_threads";
import type { Checkpointer } from "../store/database.ts";
import { openStoreCheckpointer } from "../store/open.ts";
import { serve } from "./rpc.ts";

const { file } = workerData as { readonly file: string };

// An interface is no record of handlers, a type is.
export type CheckpointerHandlers = Pick<Checkpointer, keyof Checkpointer>;

serve(parentPort!, { ...(await openStoreCheckpointer(file)) });

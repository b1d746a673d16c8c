import { parentPort, workerData } from "node:worker_threads";
import type { StoreLocation } from "../store/location.ts";
import { openStore } from "../store/open.ts";
import { createWriter } from "../store/writer.ts";
import { serve } from "./rpc.ts";
import { fromWire, type WireSubmission } from "./wire-submission.ts";

const { location } = workerData as { readonly location: StoreLocation };
const writer = createWriter(await openStore(location));

const handlers = {
  ...writer,
  append: (submissions: readonly WireSubmission[]) => writer.append(submissions.map(fromWire)),
};

export type WriterHandlers = typeof handlers;

serve(parentPort!, handlers);

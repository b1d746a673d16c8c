import { parentPort, workerData } from "node:worker_threads";
import { openStore, type StoreLocation } from "../store/open.ts";
import { createWriter } from "../store/writer.ts";
import { serve } from "./rpc.ts";

const { location } = workerData as { readonly location: StoreLocation };
const writer = createWriter(await openStore(location));

export type WriterHandlers = typeof writer;

serve(parentPort!, writer);

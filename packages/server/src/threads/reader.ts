import { parentPort, workerData } from "node:worker_threads";
import { createReads } from "../query/reads.ts";
import type { StoreLocation } from "../store/location.ts";
import { openStoreReader } from "../store/open.ts";
import { serve } from "./rpc.ts";
import { yieldToWrites } from "./yield-to-writes.ts";

const { location, secret } = workerData as { readonly location: StoreLocation; readonly secret: Uint8Array };

yieldToWrites();
const reads = createReads(await openStoreReader(location), secret);

export type ReaderHandlers = typeof reads;

serve(parentPort!, reads);

import { parentPort, workerData } from "node:worker_threads";
import type { LogCarrier } from "../store/database.ts";
import { openStoreLogCarrier } from "../store/open.ts";
import { serve } from "./rpc.ts";

const { file } = workerData as { readonly file: string };

// An interface is no record of handlers, a type is.
export type LogCarrierHandlers = Pick<LogCarrier, keyof LogCarrier>;

serve(parentPort!, { ...(await openStoreLogCarrier(file)) });

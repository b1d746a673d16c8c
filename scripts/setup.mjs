import { ensureBuilt } from "./lib/build.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { main } from "./lib/run.mjs";

/** Makes a clone ready to run. */
await main(async () => {
  await ensureInstalled();
  await ensureBuilt();
  return 0;
});

// Publishes numbered states of one run through dist, a line of output for each that was accepted. Killed at any moment.
import { Delivery } from "../dist/node/delivery.js";
import { Spool } from "../dist/spool/spool.js";
import { Transport } from "../dist/transport.js";

const [url, folder, run, first] = process.argv.slice(2);
const transport = new Transport({ url, token: undefined, fetch: globalThis.fetch });
const delivery = new Delivery(transport, new Spool(url, { folder }), async () => {});
for (let n = Number(first); ; n++) {
  process.stdout.write(`begin ${n}\n`);
  await delivery.publish("run", { run_id: run, status: String(n) }, {});
  process.stdout.write(`accepted ${n}\n`);
  if (n % 5 === 0) await delivery.drain().catch(() => undefined);
}

import { Begat } from "@begat/client";

const [id, steps] = process.argv.slice(2);
const run = await new Begat().startRun({ id, capture: false });
for (let step = 0; step < Number(steps); step++) {
  run.setTags({ step });
  run.logMetric("loss", step);
  await run.flush();
  process.stdout.write(`${step}\n`);
}
await run.end();
process.stdout.write("ended\n");

import { parseReference } from "@begat/core";
import { InvalidArgumentError } from "commander";
import { type Call, command } from "../command.ts";
import { idOf } from "../options.ts";

export const modelPoint = command({
  name: "model point",
  summary: "Point a name of a model at one of its versions",
  arguments: [
    ["<pointer>", "the model and the name, such as churn@champion"],
    ["<version>", "v3 or model:churn:v3; none removes the pointer"],
  ],
  examples: ["begat model point churn@champion v3", "begat model point churn@challenger none"],
  run: point,
});

async function point({ args, terminal, connect }: Call<object>): Promise<void> {
  const [pointer, version] = args as readonly [string, string];
  const asked = parseReference(idOf("model", pointer));
  if (asked === undefined)
    throw new InvalidArgumentError(`"${pointer}" names none; write MODEL@NAME, such as churn@champion`);
  const to =
    version === "none" ? null : version.includes(":") ? idOf("model", version) : `${asked.of}:${version}`;
  const begat = await connect();
  const receipt = await begat.publish.pointer({ of: asked.of, name: asked.pointer, to });
  const pointed = terminal.style.id(`${asked.of}@${asked.pointer}`);
  terminal.receipt(receipt, `${pointed} ${to === null ? "is removed" : `→ ${to}`}`);
}

import { stat } from "node:fs/promises";
import { type Call, command } from "../command.ts";
import { showSize } from "../render/value.ts";

export const artifactPut = command<object>({
  name: "artifact put",
  summary: "Store a file, or a folder as a tree of files, and print its hash",
  arguments: [["<path>", "a file or a folder"]],
  examples: ["begat artifact put model.onnx", "begat artifact put checkpoints/"],
  run: async (call) => {
    const { id, size } = await put(call, call.args[0] as string);
    call.terminal.answer({ id, size }, () => call.terminal.print(id));
  },
});

/** Stores what lies at a path, telling how far it is; `size` is that of a file. */
export async function put<O>(
  call: Call<O>,
  path: string,
): Promise<{ readonly id: string; readonly size?: number }> {
  const { terminal } = call;
  const found = await stat(path);
  const whole = found.isFile() ? ` of ${showSize(found.size)}` : "";
  terminal.progress(`${path}: hashing`);
  const begat = await call.connect({
    create: true,
    onSent: (bytes) => terminal.progress(`${path}: ${showSize(bytes)}${whole} sent`),
  });
  const id = await begat.artifacts.put(path);
  terminal.done();
  return found.isFile() ? { id, size: found.size } : { id };
}

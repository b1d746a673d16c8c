import { rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { InvalidArgumentError } from "commander";
import { parseDigest } from "../../artifacts/digest.ts";
import { writeNew } from "../../artifacts/disk.ts";
import { type Call, command } from "../command.ts";
import { checked } from "../files/checked.ts";
import { RemoteArtifacts } from "../files/remote-artifacts.ts";
import { showSize } from "../render/value.ts";

export const artifactGet = command({
  name: "artifact get",
  summary: "Read the bytes of an artifact, checked against their hash",
  arguments: [
    ["<digest>", "sha256: and 64 hex digits"],
    ["[file]", "where to write them; stdout when left out"],
  ],
  examples: [
    "begat artifact get sha256:e3b0c4…b855 model.onnx",
    "begat artifact get sha256:e3b0c4…b855 | wc -c",
  ],
  run: get,
});

async function get(call: Call<object>): Promise<void> {
  const { args, terminal } = call;
  const digest = parseDigest(args[0] as string);
  const [, file] = args;
  if (file === undefined && terminal.io.stdout.isTTY === true) {
    throw new InvalidArgumentError(
      "give a file: the bytes may be no text, so name a file or redirect stdout",
    );
  }
  const { stream, size } = await new RemoteArtifacts(await call.connect()).open(digest);
  const bytes = checked(stream, digest, (done) =>
    terminal.progress(`${showSize(done)} of ${showSize(size)}`),
  );
  if (file === undefined) return pipeline(bytes, terminal.io.stdout, { end: false });
  await writeWhole(file, bytes);
  terminal.answer({ id: digest, size, file }, () => terminal.print(`${file}  ${showSize(size)}, verified`));
}

/** Writes a file that has its name only when it is whole. */
async function writeWhole(file: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const temporary = `${file}.part`;
  await rm(temporary, { force: true });
  try {
    await writeNew(temporary, bytes, { sync: false });
    await rename(temporary, file);
  } finally {
    await rm(temporary, { force: true });
  }
}

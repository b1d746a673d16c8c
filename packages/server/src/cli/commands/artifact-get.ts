import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { BegatError, invalid } from "@begat/core";
import { type Digest, mismatch, parseDigest } from "../../artifacts/digest.ts";
import { finishHash, startHash, writeNew } from "../../artifacts/disk.ts";
import { type Call, command } from "../command.ts";
import { RemoteArtifacts } from "../files/remote-artifacts.ts";
import { showSize } from "../render/value.ts";

export const artifactGet = command({
  name: "artifact get",
  summary: "Read the bytes of an artifact, checked against their hash",
  arguments: [
    ["<digest>", "sha256: and 64 hex digits"],
    ["[file]", "where to write them; stdout when left out"],
  ],
  examples: ["begat artifact get sha256:e3b0c4…b855 model.onnx", "begat artifact get sha256:e3b0c4…b855 | wc -c"],
  run: get,
});

async function get(call: Call<object>): Promise<void> {
  const { args, terminal } = call;
  const digest = parseDigest(args[0] as string);
  const [, file] = args;
  if (file === undefined && terminal.io.stdout.isTTY === true) {
    throw invalid("file", "is missing; the bytes may be no text, so name a file or redirect stdout");
  }
  const store = new RemoteArtifacts(await call.connect());
  const { stream, size } = await store.open(digest);
  const counted = stream.pipe(progressOf(size, (text) => terminal.progress(text)));
  stream.on("error", (error) => counted.destroy(error));
  if (file === undefined) await toStdout(counted, digest, terminal.io.stdout);
  else {
    await toFile(counted, digest, file);
    terminal.answer({ id: digest, size, file }, () => terminal.print(`${file}  ${showSize(size)}, verified`));
  }
}

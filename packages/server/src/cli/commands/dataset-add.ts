import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import type { DatasetVersionMessage } from "@begat/client";
import { InvalidArgumentError } from "commander";
import { finishHash, hashStream } from "../../artifacts/disk.ts";
import { type Call, command } from "../command.ts";
import { idOf, list } from "../options.ts";
import { put } from "./artifact-put.ts";

interface Options {
  readonly split?: string;
  readonly derivedFrom?: readonly string[];
  readonly producedBy?: string;
  readonly location?: string;
  readonly description?: string;
  readonly hashOnly?: boolean;
}

export const datasetAdd = command<Options>({
  name: "dataset add",
  summary: "Record a file or a folder as the next version of a dataset; equal content is no new version",
  arguments: [
    ["<name>", "the dataset, such as users or ds:risk/users"],
    ["<path>", "the file or the folder that is its content"],
  ],
  options: [
    { flags: "--split <name>", describes: "train, validation, test, …" },
    {
      flags: "--derived-from <ids>",
      describes: "the versions that it was made from, joined by commas",
      read: list,
    },
    { flags: "--produced-by <id>", describes: "the run or job run that made it" },
    { flags: "--location <uri>", describes: "where the data is, such as s3://lake/users.parquet" },
    { flags: "--description <text>", describes: "what it is" },
    { flags: "--hash-only", describes: "record the hash and leave the bytes where they are; for a file" },
  ],
  examples: [
    "begat dataset add users users.parquet",
    "begat dataset add users-train train/ --split train --derived-from ds:users:v1",
    "begat dataset add users /lake/users.parquet --hash-only --location s3://lake/users.parquet",
  ],
  run: add,
});

async function add(call: Call<Options>): Promise<void> {
  const { args, options, terminal } = call;
  const [name, path] = args as readonly [string, string];
  const content_hash = options.hashOnly === true ? await hashOf(path) : (await put(call, path)).id;
  const begat = await call.connect({ create: true });
  const message: DatasetVersionMessage = {
    dataset: idOf("ds", name),
    content_hash,
    ...(options.hashOnly !== true && { artifacts: [{ id: content_hash, path: basename(path) }] }),
    ...(options.split !== undefined && { split: options.split }),
    ...(options.derivedFrom !== undefined && {
      derived_from: options.derivedFrom.map((id) => idOf("ds", id)),
    }),
    ...(options.producedBy !== undefined && { produced_by: options.producedBy }),
    ...(options.location !== undefined && { location: options.location }),
    ...(options.description !== undefined && { description: options.description }),
  };
  const receipt = await begat.publish.datasetVersion(message);
  terminal.receipt(receipt, terminal.style.id(receipt.id));
}

async function hashOf(path: string): Promise<string> {
  if ((await stat(path)).isDirectory())
    throw new InvalidArgumentError(
      `${path} is a folder, which has a hash only as a stored tree; leave --hash-only out`,
    );
  return finishHash(await hashStream(createReadStream(path)));
}

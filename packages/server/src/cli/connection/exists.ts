import { access } from "node:fs/promises";
import { unlessMissing } from "../../artifacts/disk.ts";

/** Whether there is anything at a path. */
export async function exists(path: string): Promise<boolean> {
  return (await unlessMissing(access(path).then(() => true))) ?? false;
}

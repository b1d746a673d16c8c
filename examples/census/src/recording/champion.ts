import type { Begat } from "@begat/client";
import { find } from "./attempt.ts";
import { MODEL } from "./catalog.ts";

/** The version of the model that a whole recording made champion; undefined when there is none. */
export async function championOf(begat: Begat): Promise<string | undefined> {
  return (await find(begat, `${MODEL}@champion`))?.id;
}

import type { Reads } from "../query/reads.ts";
import type { StoreLocation } from "../store/open.ts";
import type { Remote } from "./rpc.ts";
import { spawn } from "./spawn.ts";

/** Reads run on threads of their own; each call goes to the one that has least to do. */
export class ReaderPool {
  readonly #readers: readonly Remote<Reads>[];

  constructor(size: number, data: { readonly location: StoreLocation; readonly secret: Uint8Array }) {
    this.#readers = Array.from({ length: size }, () => spawn<Reads>("reader", data));
  }

  call<N extends keyof Reads & string>(
    name: N,
    ...args: Parameters<Reads[N]>
  ): Promise<Awaited<ReturnType<Reads[N]>>> {
    const free = this.#readers.reduce((least, reader) => (reader.pending < least.pending ? reader : least));
    return free.call(name, ...args);
  }

  async close(): Promise<void> {
    await Promise.all(this.#readers.map((reader) => reader.terminate()));
  }
}

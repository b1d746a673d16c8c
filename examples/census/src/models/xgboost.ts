import { createRequire } from "node:module";

/** The parts of ml-xgboost that are used; the library has no types. */
export interface Booster {
  train(x: readonly (readonly number[])[], y: readonly number[]): void;
  predict(x: readonly (readonly number[])[]): number[];
  toJSON(): { readonly model: readonly number[] };
  free(): void;
}

export interface XGBoost {
  new (options: BoosterOptions): Booster;
  load(saved: { name: "ml-xgboost"; model: Uint8Array; options: BoosterOptions }): Booster;
}

export type BoosterOptions = Readonly<Record<string, string | number>>;

let loaded: Promise<XGBoost> | undefined;

/**
 * XGBoost, loaded once. Its runtime takes hold of the process's uncaught exceptions, which is undone, and
 * warns that it cannot fetch its WebAssembly over HTTP before it reads the file, which is silenced.
 */
export function xgboost(): Promise<XGBoost> {
  loaded ??= load();
  return loaded;
}

function load(): Promise<XGBoost> {
  const require = createRequire(import.meta.url);
  const before = process.listeners("uncaughtException");
  const library: Promise<XGBoost> = require("ml-xgboost");
  const runtime: { printErr: (message: string) => void } = require("ml-xgboost/dist/wasm/xgboost");
  runtime.printErr = () => {};
  for (const listener of process.listeners("uncaughtException")) {
    if (!before.includes(listener)) process.removeListener("uncaughtException", listener);
  }
  return library;
}

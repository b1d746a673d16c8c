import type { VersionTable } from "../tables.ts";
import { Working } from "./working.ts";

export const versionKey = (parent: number, node: number): string => `${parent} ${node}`;

/** The versions that a transaction made or moved, by their datasets and models. */
export class Versions extends Working<VersionTable> {
  readonly #keys = new Map<number, Set<string>>();

  override set(key: string, row: VersionTable): void {
    super.set(key, row);
    const keys = this.#keys.get(row.parent) ?? new Set();
    this.#keys.set(row.parent, keys.add(key));
  }

  /** Those of one dataset or model that may differ from the database, each as it is now. */
  of(parent: number): readonly VersionTable[] {
    return [...(this.#keys.get(parent) ?? [])].flatMap((key) => this.get(key) ?? []);
  }
}

import { isObject } from "@begat/core";
import { type Field, membersOf } from "./fields.ts";
import { plain, widthOf } from "./plain.ts";
import { count, showValue } from "./value.ts";

/** What a run ran in, and each of its packages with its version. */
interface Environment {
  readonly fields: readonly Field[];
  readonly packages: readonly string[];
}

export function environmentOf(environment: unknown): Environment {
  if (!isObject(environment)) return { fields: [], packages: [] };
  const { packages, ...rest } = environment;
  if (!isObject(packages)) return { fields: membersOf(environment), packages: [] };
  const named = Object.entries(packages).map(([name, version]) => `${plain(name)} ${showValue(version)}`);
  return { fields: membersOf(rest), packages: named };
}

const PIPE_WIDTH = 100;

/** Packages beside one another, as many as a line holds. */
export function renderPackages(packages: readonly string[], width = PIPE_WIDTH): string {
  if (packages.length === 0) return "";
  const lines: string[] = [];
  for (const each of packages) {
    const last = lines.at(-1);
    if (last === undefined || widthOf(`${last}, ${each},`) > width) lines.push(`  ${each}`);
    else lines[lines.length - 1] = `${last}, ${each}`;
  }
  return `\n${count(packages.length, "package")}\n${lines.join(",\n")}\n`;
}

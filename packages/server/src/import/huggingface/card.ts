import { createHash } from "node:crypto";
import { invalid } from "@begat/core";
import { datasetIdOf } from "@begat/core/naming";
import type { Field } from "../field.ts";
import { parseYaml } from "../files/parse.ts";
import type { Repository } from "./repository.ts";

const MAX_CARD = 16 * 1024 * 1024;
const HEADER = /^---\r?\n([\s\S]*?)\r?\n---(?:\r?\n|$)/;

/** The header of a card, and the version of the repository that it describes. */
export interface Card {
  readonly header: Field;
  /** The commit of the hub, else by the hash of the card. */
  readonly version: string;
}

/** Reads a card. Throws `invalid` for one without a header. */
export async function readCard({ root, card, revision }: Repository): Promise<Card> {
  const text = await root.readText(card, MAX_CARD);
  const [, header] = HEADER.exec(text) ?? [];
  if (header === undefined) throw invalid(card, "has no YAML header between lines of ---");
  const digest = createHash("sha256").update(text).digest("hex");
  return { header: parseYaml(header, card), version: revision ?? `card-${digest.slice(0, 16)}` };
}

/** A text, or the texts of a list: cards write either. */
export function texts(field: Field): readonly string[] {
  if (Array.isArray(field.value)) return field.items().flatMap((item) => item.label() || []);
  const one = field.label();
  return one === undefined || one === "" ? [] : [one];
}

/** A dataset of the hub, by the URI under which its client opens it. */
export function hubDataset(name: string) {
  const uri = `hf://datasets/${name}`;
  return { id: datasetIdOf(uri), uri };
}

/** Labels and what else a card says in one word. */
export function tagsOf(header: Field, words: readonly string[]): Readonly<Record<string, string | true>> {
  const labels = texts(header.get("tags")).map((label) => [label, true] as const);
  const said = words.flatMap((word) => {
    const all = texts(header.get(word));
    return all.length === 0 ? [] : [[word, all.join(", ")] as const];
  });
  return Object.fromEntries([...labels, ...said]);
}

import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { type HparamsData, readHparams } from "./hparams.ts";
import { readTensor } from "./tensor.ts";

/** What an event of TensorBoard says that Begat keeps. */
export interface TensorboardEvent {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly step: number;
  readonly values: readonly SummaryValue[];
}

/** One value of a summary: a number, settings of a run, or something that is neither. */
export type SummaryValue =
  | { readonly tag: string; readonly scalar: number }
  | { readonly tag: string; readonly hparams: HparamsData }
  | { readonly tag: string; readonly other: string };

const HPARAMS = "hparams";
const SCALARS = "scalars";

/** The kinds of value that a summary names by a field of their own. */
const OLD_KINDS: Readonly<Record<number, string>> = { 4: "images", 5: "histograms", 6: "audio" };

/** Reads events, in their order: what a tag is about is said with its first value alone. Throws for bytes that are no event. */
export class EventReader {
  readonly #plugins = new Map<string, string>();

  read(bytes: Uint8Array): TensorboardEvent {
    const reader = new BinaryReader(bytes);
    const values: SummaryValue[] = [];
    let [at, step] = [0, 0];
    while (reader.pos < reader.len) {
      const [field, wire] = reader.tag();
      if (field === 1 && wire === WireType.Bit64) at = Math.round(reader.double() * 1000);
      else if (field === 2 && wire === WireType.Varint) step = Number(reader.int64());
      else if (field === 5 && wire === WireType.LengthDelimited)
        values.push(...this.#summary(reader.bytes()));
      else reader.skip(wire, field);
    }
    return { at, step, values };
  }

  #summary(bytes: Uint8Array): readonly SummaryValue[] {
    const reader = new BinaryReader(bytes);
    const values: SummaryValue[] = [];
    while (reader.pos < reader.len) {
      const [field, wire] = reader.tag();
      if (field === 1 && wire === WireType.LengthDelimited) values.push(this.#value(reader.bytes()));
      else reader.skip(wire, field);
    }
    return values;
  }

  #value(bytes: Uint8Array): SummaryValue {
    const reader = new BinaryReader(bytes);
    let [tag, kind] = ["", "values"];
    let scalar: number | undefined;
    let tensor: Uint8Array | undefined;
    let metadata: Metadata | undefined;
    while (reader.pos < reader.len) {
      const [field, wire] = reader.tag();
      if (field === 1 && wire === WireType.LengthDelimited) tag = reader.string();
      else if (field === 2 && wire === WireType.Bit32) scalar = reader.float();
      else if (field === 8 && wire === WireType.LengthDelimited) tensor = reader.bytes();
      else if (field === 9 && wire === WireType.LengthDelimited) metadata = readMetadata(reader.bytes());
      else {
        kind = OLD_KINDS[field] ?? kind;
        reader.skip(wire, field);
      }
    }
    return this.#said(tag, { kind, scalar, tensor, metadata });
  }

  #said(tag: string, { kind, scalar, tensor, metadata }: RawValue): SummaryValue {
    if (metadata?.plugin) this.#plugins.set(tag, metadata.plugin);
    const plugin = this.#plugins.get(tag);
    if (plugin === HPARAMS && metadata !== undefined) return { tag, hparams: readHparams(metadata.content) };
    if (scalar !== undefined) return { tag, scalar };
    const number = tensor !== undefined && (plugin ?? SCALARS) === SCALARS ? readTensor(tensor) : undefined;
    return number === undefined ? { tag, other: plugin ?? kind } : { tag, scalar: number };
  }
}

interface RawValue {
  readonly kind: string;
  readonly scalar: number | undefined;
  readonly tensor: Uint8Array | undefined;
  readonly metadata: Metadata | undefined;
}

interface Metadata {
  readonly plugin: string;
  readonly content: Uint8Array;
}

function readMetadata(bytes: Uint8Array): Metadata {
  const reader = new BinaryReader(bytes);
  let [plugin, content] = ["", new Uint8Array()];
  while (reader.pos < reader.len) {
    const [field, wire] = reader.tag();
    if (field !== 1 || wire !== WireType.LengthDelimited) {
      reader.skip(wire, field);
      continue;
    }
    const inner = new BinaryReader(reader.bytes());
    while (inner.pos < inner.len) {
      const [part, partWire] = inner.tag();
      if (part === 1 && partWire === WireType.LengthDelimited) plugin = inner.string();
      else if (part === 2 && partWire === WireType.LengthDelimited) content = new Uint8Array(inner.bytes());
      else inner.skip(partWire, part);
    }
  }
  return { plugin, content };
}

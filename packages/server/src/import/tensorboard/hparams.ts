import type { JsonValue } from "@begat/core";
import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";

/** What the HParams plugin says of a run. Instants in epoch milliseconds. */
export interface HparamsData {
  readonly params?: Readonly<Record<string, JsonValue>>;
  readonly startedAt?: number;
  readonly endedAt?: number;
  readonly status?: string;
}

const STATUS: Readonly<Record<number, string>> = { 1: "finished", 2: "failed", 3: "running" };

/** Reads `HParamsPluginData`: the start and the end of a session; the layout of an experiment is passed over. */
export function readHparams(bytes: Uint8Array): HparamsData {
  const reader = new BinaryReader(bytes);
  let data: HparamsData = {};
  while (reader.pos < reader.len) {
    const [field, wire] = reader.tag();
    if (field === 3 && wire === WireType.LengthDelimited) data = { ...data, ...readStart(reader.bytes()) };
    else if (field === 4 && wire === WireType.LengthDelimited) data = { ...data, ...readEnd(reader.bytes()) };
    else reader.skip(wire, field);
  }
  return data;
}

function readStart(bytes: Uint8Array): HparamsData {
  const reader = new BinaryReader(bytes);
  const params: [string, JsonValue][] = [];
  let startedAt: number | undefined;
  while (reader.pos < reader.len) {
    const [field, wire] = reader.tag();
    if (field === 1 && wire === WireType.LengthDelimited) params.push(readEntry(reader.bytes()));
    else if (field === 5 && wire === WireType.Bit64) startedAt = millis(reader.double());
    else reader.skip(wire, field);
  }
  return { params: Object.fromEntries(params), ...(startedAt !== undefined && { startedAt }) };
}

function readEnd(bytes: Uint8Array): HparamsData {
  const reader = new BinaryReader(bytes);
  let data: HparamsData = {};
  while (reader.pos < reader.len) {
    const [field, wire] = reader.tag();
    if (field === 1 && wire === WireType.Varint) {
      const status = STATUS[reader.int32()];
      if (status !== undefined) data = { ...data, status };
    } else if (field === 2 && wire === WireType.Bit64) {
      const endedAt = millis(reader.double());
      if (endedAt !== undefined) data = { ...data, endedAt };
    } else reader.skip(wire, field);
  }
  return data;
}

/** An entry of the map of settings, each a `google.protobuf.Value`. */
function readEntry(bytes: Uint8Array): [string, JsonValue] {
  const reader = new BinaryReader(bytes);
  let name = "";
  let value: JsonValue = null;
  while (reader.pos < reader.len) {
    const [field, wire] = reader.tag();
    if (field === 1 && wire === WireType.LengthDelimited) name = reader.string();
    else if (field === 2 && wire === WireType.LengthDelimited) value = readValue(reader.bytes());
    else reader.skip(wire, field);
  }
  return [name, value];
}

function readValue(bytes: Uint8Array): JsonValue {
  const reader = new BinaryReader(bytes);
  let value: JsonValue = null;
  while (reader.pos < reader.len) {
    const [field, wire] = reader.tag();
    if (field === 2 && wire === WireType.Bit64) value = finite(reader.double());
    else if (field === 3 && wire === WireType.LengthDelimited) value = reader.string();
    else if (field === 4 && wire === WireType.Varint) value = reader.bool();
    else reader.skip(wire, field);
  }
  return value;
}

/** JSON has no infinities. */
function finite(number: number): JsonValue {
  return Number.isFinite(number) ? number : String(number);
}

/** Zero is a time that nobody set. */
function millis(seconds: number): number | undefined {
  return seconds > 0 && Number.isFinite(seconds) ? Math.round(seconds * 1000) : undefined;
}

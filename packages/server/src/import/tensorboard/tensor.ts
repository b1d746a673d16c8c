import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";

/** The types of TensorFlow that hold one number, and how its bytes are read. */
const TYPES: Readonly<Record<number, { readonly bytes: number; readonly read: (view: DataView) => number }>> =
  {
    1: { bytes: 4, read: (view) => view.getFloat32(0, true) },
    2: { bytes: 8, read: (view) => view.getFloat64(0, true) },
    3: { bytes: 4, read: (view) => view.getInt32(0, true) },
    9: { bytes: 8, read: (view) => Number(view.getBigInt64(0, true)) },
    14: { bytes: 2, read: (view) => brain(view.getUint16(0, true)) },
    19: { bytes: 2, read: (view) => half(view.getUint16(0, true)) },
  };
const FLOAT_VALUES = 5;
const DOUBLE_VALUES = 6;
const INT_VALUES = 7;
const INT64_VALUES = 10;
const HALF_VALUES = 13;
const BRAIN = 14;

/** The number that a tensor holds; undefined when it holds none, several, or something else. */
export function readTensor(bytes: Uint8Array): number | undefined {
  const reader = new BinaryReader(bytes);
  let type = 0;
  let content: Uint8Array | undefined;
  const values: number[] = [];
  while (reader.pos < reader.len) {
    const [field, wire] = reader.tag();
    if (field === 1 && wire === WireType.Varint) type = reader.int32();
    else if (field === 4 && wire === WireType.LengthDelimited) content = reader.bytes();
    else if (readsNumbers(field)) values.push(...readNumbers(reader, field, wire, type));
    else reader.skip(wire, field);
  }
  if (values.length > 0) return values.length === 1 ? values[0] : undefined;
  const how = TYPES[type];
  if (content === undefined || how === undefined || content.length !== how.bytes) return undefined;
  return how.read(new DataView(content.buffer, content.byteOffset, content.length));
}

function readsNumbers(field: number): boolean {
  return [FLOAT_VALUES, DOUBLE_VALUES, INT_VALUES, INT64_VALUES, HALF_VALUES].includes(field);
}

/** One number, or a packed list of them. */
function readNumbers(reader: BinaryReader, field: number, wire: WireType, type: number): number[] {
  if (wire !== WireType.LengthDelimited) return [readNumber(reader, field, type)];
  const packed = new BinaryReader(reader.bytes());
  const values: number[] = [];
  // Of several numbers it is enough to know that there are two.
  while (packed.pos < packed.len && values.length < 2) values.push(readNumber(packed, field, type));
  return values;
}

function readNumber(reader: BinaryReader, field: number, type: number): number {
  if (field === FLOAT_VALUES) return reader.float();
  if (field === DOUBLE_VALUES) return reader.double();
  if (field === INT64_VALUES) return Number(reader.int64());
  const number = reader.int32();
  if (field !== HALF_VALUES) return number;
  return type === BRAIN ? brain(number) : half(number);
}

/** A 16-bit float with the exponent of 32 bits. */
function brain(bits: number): number {
  return new DataView(Uint32Array.of(bits << 16).buffer).getFloat32(0, true);
}

/** An IEEE 754 half. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

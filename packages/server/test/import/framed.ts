import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { maskedCrc32c } from "../../src/import/tensorboard/crc32c.ts";

/** A record as TensorFlow writes it. */
export function framed(data: Uint8Array): Buffer {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(data.length));
  return Buffer.concat([length, sumOf(length), data, sumOf(data)]);
}

export function sumOf(bytes: Uint8Array): Buffer {
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(maskedCrc32c(bytes));
  return sum;
}

/** An event of TensorBoard's with one point. */
export function scalarEvent(at: number, step: bigint, tag: string, value: number): Uint8Array {
  const said = new BinaryWriter().tag(1, WireType.LengthDelimited).string(tag);
  const one = said.tag(2, WireType.Bit32).float(value).finish();
  const summary = new BinaryWriter().tag(1, WireType.LengthDelimited).bytes(one).finish();
  const event = new BinaryWriter().tag(1, WireType.Bit64).double(at).tag(2, WireType.Varint).int64(step);
  return event.tag(5, WireType.LengthDelimited).bytes(summary).finish();
}

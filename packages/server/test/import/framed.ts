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

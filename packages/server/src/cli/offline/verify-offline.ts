import type { Checkpoint } from "@begat/core/ledger";
import { type Verification, verifyLedger } from "../../store/ledger/verify.ts";
import type { Place } from "../connection/connect.ts";
import { openOffline } from "./open-offline.ts";

/** Verifies the ledger on the database itself. */
export async function verifyOffline(
  place: Place,
  checkpoints: readonly Checkpoint[],
  onProgress: (entries: number) => void,
): Promise<Verification> {
  const database = await openOffline(place);
  try {
    return await verifyLedger(database, checkpoints, onProgress);
  } finally {
    await database.close();
  }
}

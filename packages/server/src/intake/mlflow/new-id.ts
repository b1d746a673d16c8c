import { v7 } from "uuid";

/**
 * A new id in the shape of MLflow's, 32 hexadecimal digits. Each sorts after those before it (UUID version 7, RFC 9562), so that
 * what is recorded of runs of one time lies together in the store.
 */
export function newId(): string {
  return v7().replaceAll("-", "");
}

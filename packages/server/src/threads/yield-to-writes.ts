import { getPriority, platform, setPriority } from "node:os";

/** Under full load a reader has about a tenth of the processor time that the writer or the main thread has. */
const NICER = 10;
const NICEST = 19;

/**
 * Lets other threads go first where the processors are busy, so that long reads do not hold up writes. Only Linux gives
 * a thread a priority of its own; elsewhere this would be that of the whole process.
 */
export function yieldToWrites(): void {
  if (platform() === "linux") setPriority(Math.min(NICEST, getPriority() + NICER));
}

import { MESSAGES } from "../../packages/server/dist/intake/native/messages.js";
import { pointsMessage, runMessage } from "./requests.mjs";

/** The change that the design's payload becomes. */
export const runChange = () => MESSAGES.get("run").read(runMessage());

/** The changes that a batch of points becomes. */
export const pointsChanges = () => pointsMessage().map(({ run }) => MESSAGES.get("run").read(run));

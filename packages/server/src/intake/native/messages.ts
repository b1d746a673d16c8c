import { aliasMessage } from "./alias.ts";
import { checkMessage } from "./check.ts";
import { datasetVersionMessage } from "./dataset-version.ts";
import { deploymentMessage } from "./deployment.ts";
import { edgeMessage, endMessage } from "./edge.ts";
import { hideMessage } from "./hide.ts";
import { jobRunMessage } from "./job-run.ts";
import type { Message } from "./message.ts";
import { modelVersionMessage } from "./model-version.ts";
import { nodeMessage } from "./node.ts";
import { pointerMessage } from "./pointer.ts";
import { runMessage } from "./run.ts";

/** Every native message, by the name in its address. */
export const MESSAGES: ReadonlyMap<string, Message> = new Map(
  [
    datasetVersionMessage,
    jobRunMessage,
    runMessage,
    modelVersionMessage,
    deploymentMessage,
    checkMessage,
    nodeMessage,
    edgeMessage,
    endMessage,
    pointerMessage,
    aliasMessage,
    hideMessage,
  ].map((message) => [message.name, message]),
);

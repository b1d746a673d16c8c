import { Message, required, text } from "../message.ts";

export const ArtifactList = new Message({ path: text });
export const RunUpload = new Message({ run_uuid: text, path: text });
export const RunArtifactList = new Message({ run_id: required(text), path: text, page_token: text });
export const RunArtifact = new Message({ run_id: required(text), path: required(text) });

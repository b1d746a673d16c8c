import { int, list, Message, required, text } from "../message.ts";

export const CreateUpload = new Message({ path: required(text), num_parts: int });

const Part = new Message({ part_number: required(int), etag: required(text) });

export const CompleteUpload = new Message({ path: required(text), upload_id: text, parts: list(Part) });
export const AbortUpload = new Message({ path: required(text), upload_id: text });

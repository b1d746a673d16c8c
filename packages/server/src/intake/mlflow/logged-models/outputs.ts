import { int, list, Message, required, text } from "../message.ts";

const Output = new Message({ model_id: required(text), step: int });

export const LogOutputs = new Message({ run_id: required(text), models: list(Output) });

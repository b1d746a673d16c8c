import { writeFile } from "node:fs/promises";
import { pythonMessages } from "./lib/python-messages.mjs";

await writeFile(new URL("../python/src/begat/message_fields.py", import.meta.url), pythonMessages());

// Runs in its own process whose files may not grow past a limit: `node full-disk.mjs <folder> <bytes>`.
// Puts and uploads more than fits, and prints which errors came.
import { openFolderStore } from "../../dist/artifacts/folder/folder-store.js";

const [folder, bytes] = [process.argv[2], Number(process.argv[3])];
const digest = `sha256:${"0".repeat(64)}`;

async function* zeros() {
  for (let at = 0; at < bytes; at += 65_536) yield Buffer.alloc(65_536);
}

const refusal = (work) =>
  work.then(
    () => "stored",
    ({ name, code, message }) => ({ name, code, message }),
  );

const store = await openFolderStore(folder);
const put = await refusal(store.put(zeros()));
const append = await refusal(store.append(digest, 0, zeros(), bytes));
const small = await refusal(store.put([Buffer.from("small")]));
console.log(JSON.stringify({ put, append, small, partial: await store.partial(digest) }));

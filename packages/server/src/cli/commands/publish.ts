import type { BatchItem, BatchMessage, MessageName } from "@begat/client";
import { invalid, isObject, type JsonValue } from "@begat/core";
import { answerTo } from "../../http/errors.ts";
import { type Call, command } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { type Item, readItems } from "../files/items.ts";
import { isFullGroup } from "../full-group.ts";
import { type Answered, reportOutcomes } from "./publish-report.ts";

interface Options {
  readonly as?: string;
  readonly strict?: boolean;
}

/** The messages of the API; a test holds them equal to what it takes. */
export const NAMES: readonly MessageName[] = [
  "dataset-version",
  "job-run",
  "run",
  "model-version",
  "deployment",
  "check",
  "node",
  "edge",
  "end",
  "pointer",
  "alias",
  "hide",
];

export const publishCommand = command<Options>({
  name: "publish",
  summary: "Record what a file says: JSON, a JSON list or NDJSON",
  arguments: [["<file>", 'items such as {"run": {…}} or {"kind": "run", …}; - reads stdin']],
  options: [
    { flags: "--as <message>", describes: "take every item as this message", choices: NAMES },
    { flags: "--strict", describes: "refuse ids that nobody has described" },
  ],
  examples: [
    "begat publish runs.ndjson",
    "begat publish run.json --as run",
    `echo '{"kind": "run", "run_id": "r1", "metrics": {"auc": 0.92}}' | begat publish -`,
  ],
  run: publish,
});

async function publish(call: Call<Options>): Promise<number> {
  const { args, options, terminal } = call;
  const answers: Answered[] = [];
  for await (const group of groupsOf(readItems(args[0] as string, terminal.io.stdin))) {
    const read = group.map((item) => messageOf(item, options.as));
    const sent = read.filter((each) => "message" in each);
    const received = await send(
      call,
      sent.map(({ message }) => message),
    );
    let next = 0;
    for (const each of read) {
      const answer = "message" in each ? received[next++]! : each.refused;
      answers.push({ place: each.place, answer });
    }
    terminal.progress(`${answers.length} items`);
  }
  terminal.answer(
    answers.map(({ answer }) => answer),
    () => reportOutcomes(terminal, answers),
  );
  if (answers.length === 0) terminal.note("begat: there was nothing to publish");
  return answers.every(({ answer }) => answer.receipt !== undefined) ? EXIT.ok : EXIT.refused;
}

/** Opens the record where there is something to say: a file that is misspelt makes none. */
async function send(
  { options, connect }: Call<Options>,
  messages: readonly BatchMessage[],
): Promise<readonly BatchItem[]> {
  if (messages.length === 0) return [];
  return (await connect({ create: true })).batch(messages, { strict: options.strict === true });
}

async function* groupsOf(items: AsyncIterable<Item>): AsyncGenerator<readonly Item[]> {
  let group: Item[] = [];
  let length = 0;
  for await (const item of items) {
    group.push(item);
    length += item.length;
    if (!isFullGroup(group.length, length)) continue;
    yield group;
    group = [];
    length = 0;
  }
  if (group.length > 0) yield group;
}

type Read =
  | { readonly place: string; readonly message: BatchMessage }
  | { readonly place: string; readonly refused: BatchItem };

/** The batch item that an item of the input stands for. */
function messageOf(item: Item, as: string | undefined): Read {
  const { place } = item;
  try {
    if ("error" in item) throw item.error;
    return { place, message: wrapped(item.value, as) as BatchMessage };
  } catch (error) {
    const { status, body } = answerTo(error);
    return { place, refused: { status, ...body } as BatchItem };
  }
}

function wrapped(value: JsonValue, as: string | undefined): Readonly<Record<string, JsonValue>> {
  if (as !== undefined) return { [as]: value };
  if (!isObject(value)) throw unknown();
  const names = Object.keys(value);
  if (names.length === 1 && isName(names[0])) return value;
  const { kind, ...message } = value;
  if (isName(kind)) return { [kind]: message };
  throw unknown();
}

function isName(text: unknown): text is MessageName {
  return (NAMES as readonly unknown[]).includes(text);
}

function unknown(): Error {
  return invalid(
    "kind",
    `says no message; write {"run": {…}} or {"kind": "run", …}, or give --as; there are ${NAMES.join(", ")}`,
  );
}

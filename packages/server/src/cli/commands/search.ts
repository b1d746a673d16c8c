import { type Call, command } from "../command.ts";
import { list, whole } from "../options.ts";
import { plain } from "../render/plain.ts";

interface Options {
  readonly kinds?: readonly string[];
  readonly limit?: number;
}

export const searchCommand = command<Options>({
  name: "search",
  summary: "Full-text search over names, descriptions, tags and properties",
  arguments: [["<words...>", "all of them must be there"]],
  options: [
    { flags: "--kinds <kinds>", describes: "only these, such as Run,ModelVersion", read: list },
    { flags: "--limit <n>", describes: "how many at the most", read: whole(1, 1000) },
  ],
  examples: ["begat search churn", "begat search customer age --kinds Dataset,Feature"],
  run: search,
});

async function search({ args, options, terminal, connect }: Call<Options>): Promise<void> {
  const begat = await connect();
  const { kinds, limit } = options;
  const query = { ...(kinds !== undefined && { kinds: [...kinds] }), ...(limit !== undefined && { limit }) };
  const answer = await begat.search(args.join(" "), query as Parameters<typeof begat.search>[1]);
  terminal.answer(answer, ({ items }) => {
    if (items.length === 0) terminal.note("Nothing was found; try fewer words, or only the beginning of one");
    for (const { id, kind, title, excerpt } of items) {
      // What is searched as the title is the id, and the name behind it.
      const name = title === id ? "" : `  ${plain(title.slice(id.length + 1))}`;
      terminal.print(`${terminal.style.id(plain(id))}${name}  ${terminal.style.dim(kind)}`);
      const text = marked(excerpt, terminal.style.bold);
      if (excerpt !== "" && marked(excerpt, String) !== title) terminal.print(`    ${text}`);
    }
  });
}

/** The matches of an excerpt stand between U+0002 and U+0003. */
function marked(excerpt: string, bold: (text: string) => string): string {
  return excerpt
    .split("\u0002")
    .map((part, index) => {
      const [match = "", rest = ""] = index === 0 ? ["", part] : part.split("\u0003");
      return `${match === "" ? "" : bold(plain(match))}${plain(rest)}`;
    })
    .join("");
}

import type { NewToken, Token, TokenMessage } from "@begat/client";
import { InvalidArgumentError } from "commander";
import { SCOPES, tokenId } from "../../govern/tokens.ts";
import { instant } from "../../intake/native/instant.ts";
import { type Call, command } from "../command.ts";
import { instantText } from "../options.ts";
import type { Column } from "../render/table.ts";
import { showInstant } from "../render/value.ts";

interface Options {
  readonly agent: string;
  readonly scope: TokenMessage["scope"];
  readonly expires?: string;
}

const DAY_MS = 86_400_000;

export const tokenCreate = command<Options>({
  name: "token create",
  summary: "Make a token; it is shown this once",
  options: [
    { flags: "--agent <name>", describes: "whom it speaks for: a person or a service", required: true },
    {
      flags: "--scope <scope>",
      describes: "read; write, which reads too; owner, which does everything",
      choices: SCOPES,
      required: true,
    },
    {
      flags: "--expires <when>",
      describes: "an instant, a day or a number of days such as 90d; never when left out",
      read: expiry,
    },
  ],
  examples: [
    "begat token create --agent ci --scope write --expires 90d",
    "begat token create --agent ana@example.org --scope read",
  ],
  run: create,
});

export const tokenList = command<object>({
  name: "token list",
  summary: "Every token, without its secret",
  examples: ["begat token list"],
  run: async ({ terminal, connect }) => {
    const answer = await (await connect()).tokens.list();
    terminal.answer(answer, ({ items }) => {
      if (items.length === 0)
        terminal.note(
          "There are no tokens here; make one with: begat token create --agent NAME --scope write",
        );
      else terminal.table(COLUMNS, items);
    });
  },
});

export const tokenRevoke = command<object>({
  name: "token revoke",
  summary: "End a token; servers stop taking it within five seconds",
  arguments: [["<id>", "the beginning of the token, as begat token list shows it, or all of it"]],
  examples: ["begat token revoke bgt_1a2B3c4D"],
  run: async ({ args, terminal, connect }) => {
    // The whole of a token, which may be what became known, is its secret and stays here.
    const token = await (await connect()).tokens.revoke(tokenId(args[0] as string));
    terminal.answer(token, ({ id, agent }) => terminal.print(`${id} of ${agent} is revoked`));
  },
});

const COLUMNS: readonly Column<Token>[] = [
  { heading: "TOKEN", cell: ({ id }) => `${id}…` },
  { heading: "AGENT", cell: ({ agent }) => agent },
  { heading: "SCOPE", cell: ({ scope }) => scope },
  { heading: "CREATED", cell: ({ created_at }) => showInstant(created_at) },
  { heading: "EXPIRES", cell: ({ expires_at }) => showInstant(expires_at) },
  { heading: "LAST USED", cell: ({ last_used_at }) => showInstant(last_used_at) },
  { heading: "REVOKED", cell: ({ revoked_at }) => showInstant(revoked_at) },
];

/** An instant as it is; `90d` is that many days from now. */
function expiry(text: string): string {
  const days = /^(\d{1,5})d$/.exec(text)?.[1];
  if (days !== undefined) return new Date(Date.now() + Number(days) * DAY_MS).toISOString();
  try {
    return instant(instantText(text), "expires");
  } catch {
    throw new InvalidArgumentError("Write 90d, 2027-01-01 or 2027-01-01T00:00:00Z.");
  }
}

async function create({ options, terminal, connect }: Call<Options>): Promise<void> {
  const { agent, scope, expires: expires_at } = options;
  const begat = await connect({ create: true });
  const made = await begat.tokens.create({ agent, scope, ...(expires_at !== undefined && { expires_at }) });
  terminal.answer(made, ({ token }: NewToken) => {
    terminal.print(token);
    terminal.note(
      `It speaks for ${made.agent} with the scope ${made.scope} and is shown this once. Use it as BEGAT_TOKEN, with BEGAT_URL.`,
    );
  });
}

import type { AddressInfo } from "node:net";
import { hostname } from "node:os";
import { BegatError } from "@begat/core";
import type { App } from "../../main.ts";
import { VERSION } from "../../version.ts";
import { type Call, command } from "../command.ts";
import { endpoint, whole } from "../options.ts";
import type { Terminal } from "../terminal.ts";

interface Options {
  readonly host?: string;
  readonly port?: number;
  readonly tokens?: boolean;
  readonly checkpoints?: string;
  readonly openlineageEndpoint?: string;
}

const PORT = 4680;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i;

export const serveCommand = command<Options>({
  name: "serve",
  summary: "Start the server",
  options: [
    {
      flags: "--host <host>",
      describes: "the address to listen on; 127.0.0.1 when left out, any other one asks for tokens",
    },
    {
      flags: "--port <n>",
      describes: "the port; 4680 when left out, 0 for a free one",
      read: whole(0, 65_535),
    },
    {
      flags: "--tokens",
      describes: "ask for tokens on the loopback address too, as behind a proxy on this machine",
    },
    {
      flags: "--checkpoints <file>",
      describes: "a file elsewhere that signed checkpoints of the ledger are appended to",
    },
    {
      flags: "--openlineage-endpoint <url>",
      describes:
        "where to send events of OpenLineage about recorded runs, with the token in OPENLINEAGE_API_KEY",
      read: endpoint,
    },
  ],
  examples: [
    "begat serve",
    "begat serve --data /srv/begat --port 8080 --checkpoints /mnt/audit/begat.checkpoints",
    "begat serve --openlineage-endpoint http://marquez:5000/api/v1/lineage",
    "begat serve --host 0.0.0.0 --database postgres://begat@db/begat",
  ],
  asksNone: "a server asks no other one; where it listens is said by --host and --port",
  run: serve,
});

async function serve({ options, place, terminal, onFatal }: Call<Options>): Promise<void> {
  const host = options.host ?? "127.0.0.1";
  const open = LOOPBACK.test(host) && options.tokens !== true;
  const { createApp } = await import("../../main.ts");
  const app = await createApp({
    data: place.data,
    access: open ? "loopback" : "tokens",
    onFatal,
    ...(place.database !== undefined && { database: place.database }),
    ...(options.checkpoints !== undefined && { checkpoints: options.checkpoints }),
    ...(options.openlineageEndpoint !== undefined && { openlineage: emission(options.openlineageEndpoint) }),
  });
  try {
    const url = await listen(app, host, options.port ?? PORT);
    const token = open ? undefined : await firstToken(app);
    await app.folder.announce({
      pid: process.pid,
      url,
      secret: app.secret,
      ...(place.database !== undefined && { database: place.database }),
    });
    terminal.answer(
      { url, pid: process.pid, data: app.folder.path, ...(token !== undefined && { token }) },
      (shown) => say(terminal, shown, LOOPBACK.test(host) ? url : url.replace("127.0.0.1", hostname())),
    );
    await stopped();
    terminal.note("begat: stopping");
    await app.folder.withdraw();
  } finally {
    await app.close();
  }
}

/** Where events go and the token for it. */
function emission(endpoint: string) {
  const apiKey = process.env.OPENLINEAGE_API_KEY;
  return { endpoint, ...(apiKey !== undefined && apiKey !== "" && { apiKey }) };
}

/** Listens and answers the address at which this machine reaches the server. */
async function listen(app: App, host: string, port: number): Promise<string> {
  try {
    await app.http.listen({ host, port });
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new BegatError("unavailable", reasonOf(code, host, port) ?? message, {}, { cause });
  }
  const address = app.http.server.address() as AddressInfo;
  const here = /^(?:0\.0\.0\.0|::)$/.test(host) ? "127.0.0.1" : host;
  return `http://${here.includes(":") ? `[${here}]` : here}:${address.port}`;
}

function reasonOf(code: string | undefined, host: string, port: number): string | undefined {
  switch (code) {
    case "EADDRINUSE":
      return `port ${port} is in use by another program; choose another with --port, or 0 for a free one`;
    case "EACCES":
      return `port ${port} is not allowed for this user; choose one from 1024 with --port`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `host: ${host} is no address of this machine; give one that is, or 0.0.0.0 for all`;
    default:
      return undefined;
  }
}

/** A token for the owner when nobody has one yet, so that a new server can be used at all. */
async function firstToken({ tokens }: App): Promise<string | undefined> {
  if ((await tokens.list()).length > 0) return undefined;
  return (await tokens.create({ agent: "agent:owner", scope: "owner", expires_at: null })).token;
}

interface Serving {
  readonly url: string;
  readonly data: string;
  readonly token?: string;
}

/** Says where the server is; `address` is that of its clients. */
function say(terminal: Terminal, { url, data, token }: Serving, address: string): void {
  const { bold } = terminal.style;
  terminal.print(`Begat ${VERSION} serves ${data} at ${bold(url)}`);
  if (token === undefined) return;
  terminal.print(`
The owner's token, shown this once:

  ${bold(token)}

Its clients need:
  export BEGAT_URL=${address}
  export BEGAT_TOKEN=${token}
Make tokens for others with: begat token create --agent NAME --scope write`);
}

/** Waits for the signal to stop. A second one ends the process at once. */
function stopped(): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      process.once("SIGINT", () => process.exit(130));
      resolve();
    };
    process.once("SIGINT", stop);
    process.once("SIGTERM", stop);
  });
}

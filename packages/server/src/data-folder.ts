import { createHmac, randomBytes } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { BegatError } from "@begat/core";
import {
  formatNoteKey,
  formatVerifier,
  generateNoteKey,
  type NoteKey,
  parseNoteKey,
} from "@begat/core/ledger";
import { makeFolders } from "@begat/core/make-folders";

/** What a running server leaves in its folder, so that the CLI finds it. Only its owner can read it. */
export interface RunningServer {
  readonly pid: number;
  readonly url: string;
  /** Speaks for the owner of the folder. */
  readonly secret: string;
  /** The PostgreSQL database that it serves; left out for the one in the folder. */
  readonly database?: string;
}

const SERVER_FILE = "server.json";
const KEY_FILE = "ledger.key";
const PUBLIC_KEY_FILE = "ledger.pub";

function newNoteKey(): string {
  return formatNoteKey(generateNoteKey(`begat-${randomBytes(4).toString("hex")}`));
}

/** What cursors are signed with, so that clients cannot forge them: the same for every server of one ledger. */
export function cursorSecret(key: NoteKey): Buffer {
  return createHmac("sha256", formatNoteKey(key)).update("cursors").digest();
}

/** The folder that holds a server's database, artifacts and keys. */
export class DataFolder {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /** Opens a folder, making it when there is none. */
  static async open(path: string): Promise<DataFolder> {
    await makeFolders(path, 0o700);
    return new DataFolder(path);
  }

  /** A folder to look into, whether or not it is there. */
  static at(path: string): DataFolder {
    return new DataFolder(path);
  }

  get databaseFile(): string {
    return join(this.path, "begat.db");
  }

  get keyFile(): string {
    return join(this.path, KEY_FILE);
  }

  get artifacts(): string {
    return join(this.path, "artifacts");
  }

  /** The key that signs checkpoints, made at the first start; its public half lies beside it. */
  async noteKey(): Promise<NoteKey> {
    const text = await this.#secretFile(KEY_FILE, newNoteKey);
    const key = parseNoteKey(text);
    await writeFile(join(this.path, PUBLIC_KEY_FILE), `${formatVerifier(key)}\n`);
    return key;
  }

  async #secretFile(name: string, make: () => string): Promise<string> {
    const file = join(this.path, name);
    try {
      await writeFile(file, `${make()}\n`, { flag: "wx", mode: 0o600 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    return (await readFile(file, "utf8")).trim();
  }

  /** The public key of the ledger. */
  async publicKey(): Promise<string> {
    try {
      return (await readFile(join(this.path, PUBLIC_KEY_FILE), "utf8")).trim();
    } catch (cause) {
      throw new BegatError(
        "not_found",
        `${this.path} has no ${PUBLIC_KEY_FILE}; give the key with --key`,
        {},
        { cause },
      );
    }
  }

  async announce(server: RunningServer): Promise<void> {
    await rm(join(this.path, SERVER_FILE), { force: true });
    await writeFile(join(this.path, SERVER_FILE), JSON.stringify(server), { mode: 0o600, flag: "wx" });
  }

  async withdraw(): Promise<void> {
    await rm(join(this.path, SERVER_FILE), { force: true });
  }

  /** The server that runs on this folder, as far as its file says. */
  async runningServer(): Promise<RunningServer | undefined> {
    try {
      return JSON.parse(await readFile(join(this.path, SERVER_FILE), "utf8")) as RunningServer;
    } catch {
      return undefined;
    }
  }
}

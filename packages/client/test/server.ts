import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type App, createApp } from "../../server/dist/main.js";

/** A real server in a folder of its own, which can go away and come back at the same address. */
export class TestServer {
  readonly folder: string;
  url = "";
  #app: App | undefined;
  #port = 0;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async start(): Promise<TestServer> {
    const server = new TestServer(await mkdtemp(join(tmpdir(), "begat-client-")));
    await server.comeBack();
    return server;
  }

  /** A fresh folder that is deleted with the server. */
  scratch(): Promise<string> {
    return mkdtemp(join(this.folder, "scratch-"));
  }

  async comeBack(): Promise<void> {
    this.#app = await createApp({ data: join(this.folder, "data"), access: "loopback" });
    await this.#app.http.listen({ host: "127.0.0.1", port: this.#port });
    this.#port = (this.#app.http.server.address() as AddressInfo).port;
    this.url = `http://127.0.0.1:${this.#port}`;
  }

  async goAway(): Promise<void> {
    await this.#app?.close();
    this.#app = undefined;
  }

  /** Waits until the search index has caught up. */
  async indexed(): Promise<void> {
    await this.#app?.indexed();
  }

  async stop(): Promise<void> {
    await this.goAway();
    await rm(this.folder, { recursive: true });
  }
}

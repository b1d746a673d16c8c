import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { findProgram } from "./find-program.mjs";

const DEBIAN = "/usr/lib/postgresql";
const IS_ROOT = process.getuid?.() === 0;

/** The folder of the newest PostgreSQL server's programs; undefined when there is none that can be run. */
export function findPostgres() {
  if (IS_ROOT && serverUser() === undefined) return undefined;
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const initdb = findProgram(
    ["initdb"],
    versions.map((version) => join(DEBIAN, version, "bin")),
  );
  return initdb && dirname(initdb);
}

/** Starts a PostgreSQL server of its own in a temporary folder; answers its URL and how to stop it. */
export async function startPostgres(programs) {
  const owner = IS_ROOT ? serverUser() : undefined;
  const folder = mkdtempSync(join(tmpdir(), "begat-postgres-"));
  const password = randomBytes(16).toString("hex");
  const passwordFile = join(folder, "password");
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (owner) for (const path of [folder, passwordFile]) chownSync(path, owner.uid, owner.gid);

  const call = (program, ...args) => execute(join(programs, program), args, { cwd: folder, ...owner });
  const data = join(folder, "data");
  const port = await freePort();
  const login = ["--username=begat", `--pwfile=${passwordFile}`, "--auth=scram-sha-256"];
  await call("initdb", "-D", data, "--encoding=UTF8", "--locale=C", "--no-sync", ...login);
  const settings = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: 200,
    // It lives no longer than the machine runs, so that nothing need reach the disk.
    fsync: "off",
  };
  const flags = Object.entries(settings).map(([name, value]) => `-c ${name}='${value}'`);
  await call("pg_ctl", "start", "-w", "-D", data, "-l", join(folder, "log"), "-o", flags.join(" "));
  return {
    url: `postgres://begat:${password}@127.0.0.1:${port}/postgres`,
    async stop() {
      await call("pg_ctl", "stop", "-w", "-m", "immediate", "-D", data);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root. */
function serverUser() {
  const [, uid, gid] = /^postgres:[^:]*:(\d+):(\d+):/m.exec(readFileSync("/etc/passwd", "utf8")) ?? [];
  return uid && { uid: Number(uid), gid: Number(gid) };
}

function execute(program, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ["ignore", "ignore", "pipe"] });
    let complaint = "";
    child.stderr.setEncoding("utf8").on("data", (text) => {
      complaint += text;
    });
    child.on("error", reject);
    child.on("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`${program} failed: ${complaint}`)),
    );
  });
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

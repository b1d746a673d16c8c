import { BegatError } from "@begat/core";
import type { PostgresPool, PostgresPoolClient } from "kysely";
import pg from "pg";

const CONNECT_MS = 5_000;

/** A client that gives up connecting after a while. The pool's own limit would count waiting for a free connection as well. */
class PatientClient extends pg.Client {
  constructor(config: pg.ClientConfig = {}) {
    super({ ...config, connectionTimeoutMillis: CONNECT_MS });
  }
}

/** Connections to a database. That it cannot be had, at first or any more, is `unavailable`, with the way out. */
export function openPool(config: pg.PoolConfig): PostgresPool {
  const pool = new pg.Pool({ ...config, Client: PatientClient });
  // A connection that is lost is replaced at its next use; without listeners it would end the thread, idle or in use.
  pool.on("error", () => {}).on("connect", (client) => client.on("error", () => {}));
  return {
    async connect() {
      const client = await pool.connect().catch((error) => {
        throw unreachable(error);
      });
      const query = (text: string, values: unknown[]) =>
        client.query(text, values).catch((error) => {
          throw isLost(error) ? unreachable(error) : error;
        });
      return { query: query as unknown as PostgresPoolClient["query"], release: () => client.release() };
    },
    end: () => pool.end(),
  };
}

/** Classes of SQLSTATE: the connection failed, the server stops or starts, it has too many connections. */
const LOST_STATE = /^(?:08\w{3}|57P0[1-3]|53300)$/;
const LOST = /^(?:Connection terminated|Client (?:has encountered a connection error|was closed))/;

function isLost(error: unknown): boolean {
  const { code = "", errno, message } = error as NodeJS.ErrnoException;
  return errno !== undefined || LOST_STATE.test(code) || LOST.test(message);
}

function unreachable(error: unknown): BegatError {
  const { code = "", message } = error as NodeJS.ErrnoException;
  return new BegatError(
    "unavailable",
    `the database cannot be reached: ${message}${wayOut(code, message)}`,
    {},
    { cause: error },
  );
}

function wayOut(code: string, message: string): string {
  if (code.startsWith("28") || message.startsWith("SASL"))
    return "; check the user and the password, in the URL or in PGUSER and PGPASSWORD";
  return code === "3D000" ? "; make it first, such as by createdb" : "";
}

import { randomBytes } from "node:crypto";
import pg from "pg";

/** A PostgreSQL server to test on, when there is one. */
export function postgresUrl(): string | undefined {
  return process.env.BEGAT_TEST_POSTGRES;
}

export interface TestDatabase {
  readonly name: string;
  readonly url: string;
  drop(): Promise<void>;
}

/** Makes a database of its own on the PostgreSQL server of the tests, a copy of another one. */
export async function createTestDatabase(template = "template1"): Promise<TestDatabase> {
  const server = postgresUrl();
  if (server === undefined) throw new Error("BEGAT_TEST_POSTGRES is not set");
  const name = `begat_${randomBytes(6).toString("hex")}`;
  await administer(server, `create database ${name} template ${template}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    name,
    url: url.href,
    drop: () => administer(server, `drop database if exists ${name} with (force)`),
  };
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The Python of the virtual environment with the packages of `test/python/<name>.txt`, when there is one. */
export function pythonWith(name: string): string | undefined {
  return process.env[`BEGAT_TEST_PYTHON_${name.replaceAll("-", "_").toUpperCase()}`];
}

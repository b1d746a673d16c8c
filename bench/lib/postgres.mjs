import { randomBytes } from "node:crypto";
import pg from "pg";

const SERVER = process.env.BEGAT_TEST_POSTGRES;

async function administer(statement) {
  const client = new pg.Client({ connectionString: SERVER });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

/** Calls `work` with the URL of a fresh database; does nothing but say so where BEGAT_TEST_POSTGRES names no server. */
export async function withDatabase(work) {
  if (SERVER === undefined) {
    console.log("PostgreSQL left out: BEGAT_TEST_POSTGRES names no server");
    return;
  }
  const name = `begat_bench_${randomBytes(4).toString("hex")}`;
  await administer(`create database ${name}`);
  const url = new URL(SERVER);
  url.pathname = `/${name}`;
  await work(url.href).finally(() => administer(`drop database ${name} with (force)`));
}

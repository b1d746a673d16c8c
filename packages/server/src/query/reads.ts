import { readCursor } from "../store/cursors.ts";
import type { Database } from "../store/database.ts";
import { findEntriesFor } from "../store/ledger/find.ts";
import { type ProofRequest, prove } from "../store/ledger/proof.ts";
import { readFirstCheckpoint, readHead } from "../store/ledger/read.ts";
import type { Entry, Head } from "../store/port/entries.ts";
import type { Reader } from "../store/port/reader.ts";
import { findToken, listTokens } from "../store/tokens.ts";
import { type EncodedAnswer, encodeAnswer } from "./encode-answer.ts";
import { createQueries } from "./queries.ts";

/** Everything that can be asked of a store that is only read. */
export function createReads(database: Database, secret: Uint8Array) {
  const queries = createQueries(database, secret);
  const ask = async (query: string, args: object, reader: Reader): Promise<string> =>
    JSON.stringify(await queries(query, args, reader));
  return {
    /** Answers a query by name as JSON text. */
    ask,
    /** The same as bytes, encoded and compressed here so that the server's main thread only passes them on. */
    answer: async (query: string, args: object, reader: Reader, takesGzip: boolean): Promise<EncodedAnswer> =>
      encodeAnswer(await ask(query, args, reader), takesGzip),
    head: (): Promise<Head> => readHead(database),
    firstCheckpoint: (): Promise<string | undefined> => readFirstCheckpoint(database),
    entries: (reader: Reader, after: number, limit: number): Promise<readonly Entry[]> =>
      findEntriesFor(database, reader, { after, limit }),
    prove: (request: ProofRequest): Promise<object> => prove(database, request),
    cursor: (name: string) => readCursor(database, name),
    tokens: () => listTokens(database),
    token: (id: string) => findToken(database, id),
  };
}

export type Reads = ReturnType<typeof createReads>;

/** What is known of a system whose tables or files have URIs. */
interface SystemSpec {
  /** The port that the system listens on when nobody says otherwise. */
  readonly port?: number;
  /** Whether its official names have the port, the default one too; of Hadoop's file systems it may be that there is none. */
  readonly isNamedByPort?: true;
  /** Whether its official names begin with the root, as paths of a file system do; keys of an object store do not. */
  readonly isNamedByRoot?: true;
  /** Whether two names that differ in case alone are the same thing to the system. */
  readonly foldsCase?: true;
  /** Whether its names are identifiers, which may be written in quotes. */
  readonly quotes?: true;
}

const table = (port?: number): SystemSpec => ({
  ...(port !== undefined && { port, isNamedByPort: true }),
  quotes: true,
});
const foldingTable = (port?: number): SystemSpec => ({ ...table(port), foldsCase: true });

/**
 * By the scheme of their URIs, the systems of the OpenLineage naming rules that have something to normalise.
 * Folding follows the default of each system for names that are not quoted.
 */
const SYSTEMS: Readonly<Record<string, SystemSpec>> = {
  abfs: { isNamedByRoot: true },
  abfss: { isNamedByRoot: true },
  athena: foldingTable(),
  awsathena: foldingTable(),
  bigquery: table(),
  cassandra: table(9042),
  clickhouse: table(8123),
  crate: table(5432),
  db2: foldingTable(50_000),
  dbfs: { isNamedByRoot: true },
  file: { isNamedByRoot: true },
  hdfs: { port: 8020, isNamedByRoot: true },
  hive: foldingTable(10_000),
  kafka: { port: 9092, isNamedByPort: true },
  milvus: { port: 19_530 },
  mssql: foldingTable(1433),
  mysql: table(3306),
  oceanbase: table(2881),
  oracle: foldingTable(1521),
  postgres: table(5432),
  redshift: foldingTable(5439),
  snowflake: foldingTable(),
  spanner: table(),
  sqlserver: foldingTable(1433),
  teradata: foldingTable(1025),
  trino: foldingTable(8080),
  unitycatalog: foldingTable(443),
};

/** Other spellings of a scheme, by which clients reach the same system. */
const SCHEMES: Readonly<Record<string, string>> = {
  s3a: "s3",
  s3n: "s3",
  gcs: "gs",
  postgresql: "postgres",
};

/** The one spelling of a scheme. */
export function canonicalScheme(scheme: string): string {
  const lower = scheme.toLowerCase();
  return Object.hasOwn(SCHEMES, lower) ? (SCHEMES[lower] as string) : lower;
}

/** What is known of the system of a canonical scheme. */
export function systemOf(scheme: string): SystemSpec {
  return Object.hasOwn(SYSTEMS, scheme) ? (SYSTEMS[scheme] as SystemSpec) : {};
}

import { join } from "node:path";
import { invalid } from "@begat/core";
import { Field } from "../field.ts";
import { parseYaml } from "../files/parse.ts";
import { Root } from "../files/root.ts";

type Env = Readonly<Record<string, string | undefined>>;

const MAX_PROFILES = 1024 * 1024;
const PROFILES = "profiles.yml";

/**
 * The namespace of the datasets of a dbt project, as OpenLineage's integration of dbt names it: out of the connection in
 * `profiles.yml`, of which only the place of the database is taken. Throws `invalid` where it cannot be told.
 */
export async function namespaceOf(adapter: string, project: Root | undefined, env: Env): Promise<string> {
  if (adapter === "bigquery") return "bigquery";
  const connection = project === undefined ? undefined : await connectionOf(project, env);
  const namespace = connection === undefined ? undefined : namespaceBy(adapter, connection);
  if (namespace !== undefined && !namespace.includes("undefined")) return namespace;
  throw invalid(
    "namespace",
    `where the ${adapter} database is cannot be told from ${PROFILES}; give it, as in --namespace postgres://db.example.com:5432`,
  );
}

/** The place of a database by what its adapter is told of it. */
function namespaceBy(adapter: string, connection: Field): string | undefined {
  const get = (name: string) => connection.get(name).label();
  const hostPort = (scheme: string, host = "host") => `${scheme}://${get(host)}:${get("port")}`;
  switch (adapter) {
    case "snowflake":
      return `snowflake://${snowflakeAccount(get("account") ?? "undefined")}`;
    case "postgres":
    case "redshift":
    case "clickhouse":
    case "trino":
      return hostPort(adapter);
    case "databricks":
      return `databricks://${get("host")}`;
    case "sqlserver":
      return hostPort("mssql", "server");
    case "dremio":
      return hostPort("dremio", "software_host");
    case "athena":
      return `awsathena://athena.${get("region_name")}.amazonaws.com`;
    case "duckdb":
      return `duckdb://${get("path")}`;
    case "spark":
      return `spark://${get("host")}:${get("port") ?? (get("method") === "thrift" ? "10001" : "443")}`;
    default:
      return undefined;
  }
}

/** An account by its locator has its region and cloud, those of `us-west-1.aws` when they are not said. */
function snowflakeAccount(account: string): string {
  const [locator = "", region = "us-west-1", cloud = "aws"] = account.split(".");
  return locator.includes("-") ? locator : `${locator}.${region}.${cloud}`;
}

async function connectionOf(project: Root, env: Env): Promise<Field | undefined> {
  const settings = parseYaml(await project.readText("dbt_project.yml", MAX_PROFILES), "dbt_project.yml");
  const profile = settings.get("profile").text() ?? "default";
  const home = env.HOME === undefined ? [] : [join(env.HOME, ".dbt")];
  for (const folder of [env.DBT_PROFILES_DIR, project.path, ...home]) {
    if (folder === undefined) continue;
    const root = await Root.open(folder).catch(() => undefined);
    if (root === undefined || !(await root.has(PROFILES))) continue;
    const file = join(folder, PROFILES);
    const said = parseYaml(await root.readText(PROFILES, MAX_PROFILES), file).get(profile);
    const target = rendered(said.get("target").label(), env) ?? "default";
    const output = said.get("outputs").get(target);
    if (output.value !== undefined) return render(output, env);
  }
  return undefined;
}

/** A connection with the variables of the environment put in. */
function render(output: Field, env: Env): Field {
  const members = output
    .entries()
    .map(([name, { value }]) => [name, typeof value === "string" ? rendered(value, env) : value] as const);
  return new Field(Object.fromEntries(members), output.path, output.file);
}

const ENV_VAR = /\{\{\s*env_var\(\s*['"]([^'"]+)['"]\s*(?:,\s*['"]([^'"]*)['"]\s*)?\)[^}]*\}\}/g;

/** The one piece of Jinja that profiles need. Undefined when a variable that has no default is not set. */
function rendered(text: string | undefined, env: Env): string | undefined {
  if (text === undefined) return undefined;
  const values = [...text.matchAll(ENV_VAR)].map(([, name = "", otherwise]) => env[name] ?? otherwise);
  if (values.includes(undefined)) return undefined;
  return text.replace(ENV_VAR, () => values.shift() ?? "");
}

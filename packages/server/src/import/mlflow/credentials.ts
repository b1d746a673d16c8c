import { readFile } from "node:fs/promises";
import { join } from "node:path";

export type Env = Readonly<Record<string, string | undefined>>;

/** The environment with the user and password that it leaves out and `~/.mlflow/credentials` has, as MLflow's client reads them. */
export async function withCredentials(env: Env): Promise<Env> {
  const { username, password } = await credentialsOf(env.HOME);
  return {
    ...env,
    MLFLOW_TRACKING_USERNAME: env.MLFLOW_TRACKING_USERNAME || username,
    MLFLOW_TRACKING_PASSWORD: env.MLFLOW_TRACKING_PASSWORD || password,
  };
}

interface Credentials {
  readonly username?: string | undefined;
  readonly password?: string | undefined;
}

async function credentialsOf(home: string | undefined): Promise<Credentials> {
  if (home === undefined) return {};
  const said = sectionOf(await textOf(join(home, ".mlflow/credentials")), "mlflow");
  return { username: said.get("mlflow_tracking_username"), password: said.get("mlflow_tracking_password") };
}

/** The text of a file, empty where there is none. */
async function textOf(file: string): Promise<string> {
  return readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return "";
    throw error;
  });
}

/** A section of a file as Python's configparser reads it: names have no case, and a percent sign is written twice. */
function sectionOf(text: string, name: string): ReadonlyMap<string, string> {
  const said = new Map<string, string>();
  let section = "";
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*[#;]/.test(line)) continue;
    section = /^\[(.+)\]\s*$/.exec(line)?.[1] ?? section;
    const [, key, value = ""] = /^\s*([\w.-]+)\s*[=:]\s*(.*?)\s*$/.exec(line) ?? [];
    if (section === name && key !== undefined) said.set(key.toLowerCase(), value.replaceAll("%%", "%"));
  }
  return said;
}

import type { Reproduction } from "@begat/client/browser";
import { isObject } from "@begat/core";
import { shellWord } from "../../parts/shell-words.ts";

/** A step of repeating a run: why, and the lines for a shell. */
export interface Step {
  readonly title: string;
  readonly lines: readonly string[];
}

const FOLDER = "repeat";

/** The steps that repeat a run, as far as what they need was recorded. */
export function reproduceSteps(answer: Reproduction, server: string): readonly Step[] {
  const { execution } = answer;
  const files: Step = {
    title: "Get its inputs and artifacts, each checked against its hash",
    lines: [
      `export BEGAT_URL=${shellWord(server)}`,
      `begat reproduce ${shellWord(execution)} --into ${FOLDER}`,
    ],
  };
  return [files, ...codeSteps(answer), ...packageSteps(answer), ...commandSteps(answer)];
}

function codeSteps({ commit }: Reproduction): readonly Step[] {
  if (commit === null) return [];
  const { sha, repository, diff } = commit;
  const clone = repository === null ? [] : [`git clone -- ${shellWord(repository)} code`, "cd code"];
  const checkout: Step = {
    title: repository === null ? "Take its code, in a clone of the repository" : "Take its code",
    lines: [...clone, `git checkout ${shellWord(sha)}`],
  };
  if (diff === null) return [checkout];
  const changes = [`begat artifact get ${shellWord(diff)} changes.diff`, "git apply changes.diff"];
  return [checkout, { title: "Make the changes that were in no commit", lines: changes }];
}

function packageSteps({ environment }: Reproduction): readonly Step[] {
  if (!isObject(environment) || !isObject(environment.packages)) return [];
  const packages = Object.entries(environment.packages);
  if (typeof environment.python === "string") {
    const pinned = packages.flatMap(([name, version]) => requirement(name, String(version)));
    return [
      {
        title: `Install its ${pinned.length} packages, for Python ${environment.python}`,
        lines: ["cat > requirements.txt <<'END'", ...pinned, "END", "pip install -r requirements.txt"],
      },
    ];
  }
  if (typeof environment.node === "string")
    return [{ title: `Install its packages, with Node ${environment.node}`, lines: ["npm ci"] }];
  return [];
}

/** A line of a requirements file; none for what is no name and version, which could be anything in a shell. */
function requirement(name: string, version: string): readonly string[] {
  const [, release = "", origin] = /^([\w.+!-]+)(?: @ ([\w.+:/@~-]+))?$/.exec(version) ?? [];
  if (!/^[\w.-]+$/.test(name) || release === "") return [];
  return [origin === undefined ? `${name}==${release}` : `${name} @ git+${origin}`];
}

function commandSteps({ environment }: Reproduction): readonly Step[] {
  if (!isObject(environment) || !Array.isArray(environment.argv)) return [];
  const runtime = typeof environment.python === "string" ? "python" : "node";
  const command = [runtime, ...environment.argv.map((word) => shellWord(String(word)))].join(" ");
  return [{ title: "Run it, as it was run", lines: [command] }];
}

import { execFile, execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { findProgram } from "./find-program.mjs";
import { ROOT } from "./run.mjs";

const execute = promisify(execFile);

const REQUIREMENTS = join(ROOT, "test/python");
const LONG = ".long.txt";
/** Not below `node_modules`, which npm may be making anew meanwhile. */
const ENVIRONMENTS = join(ROOT, ".cache/python");

/** A Python 3 that can make virtual environments. */
export function findPython() {
  const python = findProgram(["python3"]);
  try {
    if (python) execFileSync(python, ["-c", "import ensurepip, venv"], { stdio: "ignore" });
    return python;
  } catch {
    return undefined;
  }
}

/**
 * An engine for each `test/python/<name>.txt`: the Python of a virtual environment with those packages, made when it
 * is first needed and kept until the file changes. Those of `<name>.long.txt` are for the tests that take hours.
 */
export function pythonEnvironments(isLong = false) {
  const files = existsSync(REQUIREMENTS) ? readdirSync(REQUIREMENTS) : [];
  return files
    .filter((file) => file.endsWith(".txt") && (isLong || !file.endsWith(LONG)))
    .map((file) => {
      const name = file.slice(0, -(file.endsWith(LONG) ? LONG : ".txt").length);
      return {
        file,
        name: `Python with the packages of test/python/${file}`,
        variable: `BEGAT_TEST_PYTHON_${name.replaceAll("-", "_").toUpperCase()}`,
        find: () => environment(name, join(REQUIREMENTS, file)),
      };
    });
}

async function environment(name, requirements) {
  const python = findPython();
  if (python === undefined) return undefined;
  const stamp = createHash("sha256").update(python).update(readFileSync(requirements)).digest("hex");
  const folder = join(ENVIRONMENTS, name);
  const program = join(folder, "bin/python");
  const stampFile = join(folder, "begat-stamp");
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return program;
  console.log(`Installing the Python packages of ${name} …`);
  try {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(ENVIRONMENTS, { recursive: true });
    await execute(python, ["-m", "venv", folder]);
    // Compiling every module takes as long as installing them, and few are ever loaded.
    const pip = ["-m", "pip", "install", "--quiet", "--no-compile", "--requirement", requirements];
    await execute(program, pip);
    writeFileSync(`${stampFile}.new`, stamp);
    renameSync(`${stampFile}.new`, stampFile);
    return program;
  } catch (error) {
    console.error(error.stderr || error.message);
    return undefined;
  }
}

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** The first of some programs that is found, by its full path; `folders` are looked through before PATH. */
export function findProgram(names, folders = []) {
  const places = [...folders, ...(process.env.PATH ?? "").split(delimiter)];
  const files = places.flatMap((folder) => names.map((name) => join(folder, name)));
  return files.find(isExecutable);
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

import { dirname } from "node:path";
import { BegatError } from "@begat/core";
import { Field } from "../field.ts";
import { parseJson, parseYaml } from "../files/parse.ts";
import { Root } from "../files/root.ts";
import { type Finding, fault } from "../importer.ts";

export const MANIFEST = "manifest.json";
const PROJECT = "dbt_project.yml";

/** The files that dbt wrote; those that are not there are empty. */
export interface Target {
  readonly project: Root | undefined;
  readonly manifest: Field;
  readonly results: Field;
  readonly catalog: Field;
  readonly faults: readonly Finding[];
}

/** Opens a dbt project, or its `target` folder. Throws `not_found` when dbt wrote no manifest there. */
export async function openTarget(place: string): Promise<Target> {
  const root = await Root.open(place);
  const target = (await root.has(MANIFEST)) ? root : await targetOf(root);
  const project = target === root ? await projectAbove(root) : root;
  const faults: Finding[] = [];
  const optional = async (file: string): Promise<Field> => {
    try {
      if (!(await target.has(file))) return new Field({});
      const said = parseJson(await target.readText(file), file);
      said.members();
      return said;
    } catch (error) {
      faults.push(fault(file, error));
      return new Field({});
    }
  };
  return {
    project,
    manifest: parseJson(await target.readText(MANIFEST), MANIFEST),
    results: await optional("run_results.json"),
    catalog: await optional("catalog.json"),
    faults,
  };
}

async function targetOf(project: Root): Promise<Root> {
  const settings = (await project.has(PROJECT))
    ? parseYaml(await project.readText(PROJECT), PROJECT)
    : new Field({});
  const path = settings.get("target-path").text() ?? "target";
  if (await project.has(`${path}/${MANIFEST}`)) return Root.open(await project.within(path));
  throw new BegatError(
    "not_found",
    `${project.path}: has no ${path}/${MANIFEST}; run dbt first, or give the folder with its manifest.json`,
  );
}

/** The project that a target folder is in, where it is one. */
async function projectAbove(target: Root): Promise<Root | undefined> {
  const above = await Root.open(dirname(target.path));
  return (await above.has(PROJECT)) ? above : undefined;
}

import type { NodeDetail } from "@begat/client/browser";
import { isObject } from "@begat/core";
import type { RunEdit } from "../../api/use-run-edit.ts";

/** Where MLflow keeps the notes of a run. */
const MLFLOW_NOTES = "mlflow.note.content";

type Tags = Readonly<Record<string, unknown>>;

/** The tags of a run. */
export function tagsOf({ props }: Pick<NodeDetail, "props">): Tags {
  return isObject(props.tags) ? props.tags : {};
}

/** What somebody wrote about a run, in Begat or with MLflow. */
export function notesOf(node: Pick<NodeDetail, "props">): string {
  const said = tagsOf(node)[MLFLOW_NOTES] ?? node.props.description;
  return typeof said === "string" ? said : "";
}

/** The change that makes these the notes of a run: where they are kept already, and where MLflow's client looks. */
export function notesEdit(node: Pick<NodeDetail, "props">, notes: string): RunEdit {
  const isMlflow = Object.keys(tagsOf(node)).some((tag) => tag.startsWith("mlflow."));
  return isMlflow ? { tags: { [MLFLOW_NOTES]: notes } } : { description: notes };
}

/** The tags that people set, and those that MLflow sets for itself. */
export function sortedTags(node: Pick<NodeDetail, "props">) {
  const all = Object.entries(tagsOf(node)).sort(([a], [b]) => (a < b ? -1 : 1));
  const isSystem = ([name]: readonly [string, unknown]): boolean => name.startsWith("mlflow.");
  return { own: all.filter((tag) => !isSystem(tag)), system: all.filter(isSystem) };
}

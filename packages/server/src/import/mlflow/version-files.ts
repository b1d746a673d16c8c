import { MLFLOW_TAGS } from "@begat/core";
import { withoutSecrets } from "@begat/core/naming";
import type { CarriedModel } from "./logged-model-messages.ts";
import type { MlflowModelVersion } from "./store.ts";

/** Where the files of a registered version are. */
export interface VersionFiles {
  /** Its source, and where its files are when the source only leads to them, for MLflow's clients of this record. */
  readonly source: string | undefined;
  readonly storage: string | undefined;
  /** The logged model that it was made of. */
  readonly loggedModel: string | undefined;
  readonly origin: CarriedModel | undefined;
  /** What the report says of files that are not carried. */
  readonly left: string | undefined;
}

/** Whether a version was made of another version. */
export function isCopy({ source }: Pick<MlflowModelVersion, "source">): boolean {
  return /^models:\/+[^/]+\/\d+$/.test(source ?? "");
}

/** `logged` are the logged models by their ids. */
export function filesOf(said: MlflowModelVersion, logged: ReadonlyMap<string, CarriedModel>): VersionFiles {
  const { source, runId: run, tags } = said;
  const place = isCopy(said) ? said.storage || source : source;
  const loggedModel = loggedModelAt(place);
  const origin = loggedModel === undefined ? undefined : logged.get(loggedModel);
  const here = loggedModel === undefined ? placeHere(place, run) : undefined;
  const isCarried = origin !== undefined || here?.startsWith("runs:/") || MLFLOW_TAGS.isPrompt in tags;
  return {
    source: isCopy(said) ? source : placeHere(source, run),
    storage: origin?.files ?? (isCopy(said) && here !== source ? here : undefined),
    loggedModel,
    origin,
    left: isCarried || !place ? undefined : leftAt(place, loggedModel),
  };
}

function leftAt(place: string, loggedModel: string | undefined): string {
  return loggedModel === undefined
    ? `its files are at ${withoutSecrets(place)}, and not carried`
    : `its files are of the logged model ${loggedModel}, and not carried`;
}

/** The logged model that a place is of, by its name or by the folder of its files. */
function loggedModelAt(place = ""): string | undefined {
  const [, id] =
    /^models:\/+(m-[^/]+)$/.exec(place) ?? /\/models\/(m-[0-9a-f]{32})\/artifacts\/?$/.exec(place) ?? [];
  return id;
}

/** Where files are now that those of their run are carried: at the run itself. */
function placeHere(place: string | undefined, run: string | undefined): string | undefined {
  const [, path] = run === undefined || run === "" ? [] : (place?.split(`/${run}/artifacts`) ?? []);
  return path === undefined || !/^(?:\/|$)/.test(path) ? place : `runs:/${run}${path.replace(/\/$/, "")}`;
}

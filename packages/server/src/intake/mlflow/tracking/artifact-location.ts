import { invalidParameter } from "../refusals.ts";
import { unquoted } from "../unquoted.ts";

const MAX_LOCATION = 2048;
/** The schemes whose last segment may have parameters behind a semicolon, as Python splits addresses; none is one of them. */
const WITH_PARAMS = /^(?:(?:ftp|sftp|https?|shttp):|(?![a-z][a-z0-9+.-]*:))/i;
const PARAMS = /;[^/]+$/;

/** Checks where the artifacts of an experiment shall be, as MLflow's server does: nothing in it may lead elsewhere. */
export function checkArtifactLocation(location: string): void {
  // Before all else: a search for params in a long one takes the square of its length.
  if (location.length > MAX_LOCATION)
    throw invalidParameter(
      `Invalid artifact path length. The length of the artifact path cannot be greater than ${MAX_LOCATION} characters.`,
    );
  const [address = "", ...fragment] = location.split("#");
  const [path = "", ...query] = address.split("?");
  if (fragment.join("#") !== "" || (WITH_PARAMS.test(path) && PARAMS.test(path)))
    throw invalidParameter("'artifact_location' URL can't include fragments or params.");
  if ((unquoted(query.join("?")) ?? "..").includes("..")) throw invalidParameter("Invalid query string");
  if (location.startsWith("runs:"))
    throw invalidParameter(`Artifact location cannot be a runs:/ URI. Given: '${location}'`);
}

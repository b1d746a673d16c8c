/** In storage accounts the part before the @ is a container; elsewhere it is who signs in. */
const CONTAINER = /^(?:abfss?|wasbs?):/i;
const SCHEMES = "(?:[a-z][a-z0-9+.-]*:)+";
const USER = new RegExp(`^(${SCHEMES}//)[^/]*@`, "i");
/** A password with a slash in it: not the port of a host, nor the drive of a path, before an @ further on. */
const SLASHED_PASSWORD = new RegExp(`^(${SCHEMES}//)[^/?#@:[\\]]*:(?!/|\\d+[,/])[^@?#]*@(?:[^/@]*@)*`, "i");
const ORACLE_USER = /^(jdbc:oracle:[a-z]+:)[^@]*(?=@)/i;
/** With the date and the term of a signature: else the next signed address of an object were another object's. */
const SECRET_PARAMETER =
  /(?<=[?&;])(?:sig|signature|x-(?:amz|goog)-[a-z-]+|awsaccesskeyid|googleaccessid|expires|token|access_token|password)=[^&;#]*[&;]?/gi;

/**
 * A URI without what lets its reader in: the user and password before its host, also after several schemes as in
 * `jdbc:postgresql:`, and the signatures and tokens of its query. Other texts stay as they are.
 */
export function withoutSecrets(uri: string): string {
  const anonymous = CONTAINER.test(uri) ? uri : withoutUser(uri);
  const unsigned = anonymous.replace(SECRET_PARAMETER, "");
  return unsigned === anonymous ? unsigned : unsigned.replace(/[?&;](?=#|$)/, "");
}

function withoutUser(uri: string): string {
  const bare = uri.replace(USER, "$1");
  return (bare === uri ? uri.replace(SLASHED_PASSWORD, "$1") : bare).replace(ORACLE_USER, "$1");
}

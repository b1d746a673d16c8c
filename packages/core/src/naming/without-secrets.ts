/** In storage accounts the part before the @ is a container; elsewhere it is who signs in. */
const CONTAINER = /^(?:abfss?|wasbs?):/i;
const SCHEMES = "(?:[a-z][a-z0-9+.-]*:)+";
const USER = new RegExp(`^(${SCHEMES}//)[^/]*@`, "i");
/** A password with a slash in it: not the port of a host, nor the drive of a path, before an @ further on. */
const SLASHED_PASSWORD = new RegExp(`^(${SCHEMES}//)[^/?#@:[\\]]*:(?!/|\\d+[,/])[^@?#]*@(?:[^/@]*@)*`, "i");
const ORACLE_USER = /^(jdbc:oracle:[a-z]+:)[^@]*(?=@)/i;
const SECRET = parameters("sig|x-(?:amz|goog)-[a-z-]+|token|access_token|password");
/** What else changes with each signature, by what tells that there is one: else an object's next address were another object's. */
const SIGNED: readonly (readonly [sign: RegExp, signing: RegExp])[] = [
  [/[?&;]sig=/i, parameters("sv|st|se|sr|sp|spr|sip|skoid|sktid|skt|ske|sks|skv")],
  [
    /[?&;](?:awsaccesskeyid|googleaccessid|key-pair-id)=/i,
    parameters("awsaccesskeyid|googleaccessid|key-pair-id|signature|policy|expires"),
  ],
];

/**
 * A URI without what lets its reader in: the user and password before its host, also after several schemes as in
 * `jdbc:postgresql:`, and the signatures and tokens of its query. Other texts stay as they are.
 */
export function withoutSecrets(uri: string): string {
  const anonymous = CONTAINER.test(uri) ? uri : withoutUser(uri);
  const signed = SIGNED.filter(([sign]) => sign.test(anonymous)).map(([, signing]) => signing);
  const unsigned = [SECRET, ...signed].reduce((left, secret) => left.replace(secret, ""), anonymous);
  return unsigned === anonymous ? unsigned : unsigned.replace(/[?&;](?=#|$)/, "");
}

function withoutUser(uri: string): string {
  const bare = uri.replace(USER, "$1");
  return (bare === uri ? uri.replace(SLASHED_PASSWORD, "$1") : bare).replace(ORACLE_USER, "$1");
}

function parameters(names: string): RegExp {
  return new RegExp(`(?<=[?&;])(?:${names})=[^&;#]*[&;]?`, "gi");
}

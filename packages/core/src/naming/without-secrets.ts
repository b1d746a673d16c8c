/** In storage accounts the part before the @ is a container; elsewhere it is who signs in. */
const CONTAINER = /^(?:abfss?|wasbs?):/i;
const SCHEMES = "(?:[a-z][a-z0-9+.-]*:)+";
/** Hosts with parameters behind them: an @ further on is in one of these. */
const HOSTS = "(?:[^/@:;?[]|:\\d+(?=[,;?])|\\[[^\\]/@]*\\])*[;?][a-z0-9_ .-]+=";
const USER = new RegExp(`^(${SCHEMES}//)(?!${HOSTS})[^/]*@`, "i");
/** A password with a slash in it: not the port of a host, nor the drive of a path, before an @ further on. */
const SLASHED_PASSWORD = new RegExp(
  `^(${SCHEMES}//)[^/?#@:;[\\]]*:(?!/|\\d+[,/;?])[^@?#]*@(?:[^/@]*@)*`,
  "i",
);
const ORACLE_USER = /^(jdbc:oracle:[a-z]+:)[^@]*(?=@)/i;

/** Parameters that let somebody in. Of tokens only those by name: one of a page says where in the data its reader is. */
const SECRETS = [
  "sig|sharedaccesssignature|accountkey|x-(?:amz|goog)-[a-z-]+",
  "[a-z0-9_.-]*(?:passw(?:or)?d\\d?|passphrase|passcode|pwd|secret)",
  "(?:[a-z0-9_.-]*(?:access|auth|private|refresh|sas|security|session)[_-]?)?token",
  "[a-z0-9_.-]*(?:access|api|private|pvt|secret)[_-]?key(?:[_-]?base64)?",
].join("|");
const IN_QUERY = parameters(SECRETS);
/**
 * A value may be in quotes or braces; only there may it have a semicolon, and an & or a # anywhere. Those that nothing closes are
 * no quotes, and are not sought to the end of the text each time.
 */
const IN_CONNECTION = new RegExp(
  `(?<=;)(?:${SECRETS})=(?:\\{(?:[^}]|\\}\\}){0,200}\\}|"[^"]*"|'[^']*'|)[^;]*;?`,
  "gi",
);
/** A connection string that is the value of a parameter, as that of ODBC is for SQLAlchemy. */
const IN_ENCODED = new RegExp(
  `(?<=%3B)(?:${SECRETS})%3D(?:%7B(?:(?!%7D)[^&#]){0,200}%7D|)(?:(?!%3B)[^&#])*(?:%3B)?`,
  "gi",
);
/** MySQL's hosts as lists of what they have: `(host=db,password=…)`. */
const IN_LIST = new RegExp(`(?<=[(,])(?:${SECRETS})=[^(),]*`, "gi");

/** What else changes with each signature, by what tells that there is one: else an object's next address were another object's. */
const SIGNED: readonly (readonly [sign: RegExp, signing: RegExp])[] = [
  [
    /[?&;]sig=/i,
    parameters("sv|st|se|sr|sp|spr|sip|ss|srt|si|sdd|ses|skoid|sktid|skt|ske|sks|skv|saoid|suoid|scid"),
  ],
  [
    /[?&;](?:awsaccesskeyid|googleaccessid|key-pair-id)=/i,
    parameters("awsaccesskeyid|googleaccessid|key-pair-id|signature|policy|expires"),
  ],
];

/** Where secrets may be in a text, by what tells that it is of that form. */
const PLACES: readonly (readonly [form: RegExp, secrets: RegExp])[] = [
  [/^[^?;]*;/, IN_CONNECTION],
  [new RegExp(`^${SCHEMES}//[^/]*\\(`, "i"), IN_LIST],
  [/[?&;]/, IN_QUERY],
  [/%3B/i, IN_ENCODED],
  ...SIGNED,
];

/**
 * A URI or a connection string without what lets its reader in: the user and password before its host, also after several
 * schemes as in `jdbc:postgresql:`, and the passwords, keys, signatures and tokens of its parameters. Other texts stay as they are.
 */
export function withoutSecrets(uri: string): string {
  const anonymous = CONTAINER.test(uri) ? uri : withoutUser(uri);
  const unsigned = PLACES.filter(([form]) => form.test(anonymous)).reduce(
    (left, [, secrets]) => left.replace(secrets, ""),
    anonymous,
  );
  return unsigned === anonymous ? unsigned : unsigned.replace(/[?&;](?=#|$)/, "");
}

function withoutUser(uri: string): string {
  const bare = uri.replace(USER, "$1");
  return (bare === uri ? uri.replace(SLASHED_PASSWORD, "$1") : bare).replace(ORACLE_USER, "$1");
}

function parameters(names: string): RegExp {
  return new RegExp(`(?<=[?&;])(?:${names})=[^&;#]*[&;]?`, "gi");
}

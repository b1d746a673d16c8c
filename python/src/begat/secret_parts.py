"""URIs and connection strings without what lets their reader in, as the server shortens them (docs/identity.md)."""

from __future__ import annotations

import re

_FLAGS = re.IGNORECASE | re.ASCII
#: In storage accounts the part before the @ is a container; elsewhere it is who signs in.
_CONTAINER = re.compile(r"(?:abfss?|wasbs?):", _FLAGS)
_SCHEMES = r"(?:[a-z][a-z0-9+.-]*:)+"
#: Hosts with parameters behind them: an @ further on is in one of these.
_HOSTS = r"(?:[^/@:;?[]|:\d+(?=[,;?])|\[[^\]/@]*\])*[;?][a-z0-9_ .-]+="
_USER = re.compile(rf"^({_SCHEMES}//)(?!{_HOSTS})[^/]*@", _FLAGS)
#: A password with a slash in it: not the port of a host, nor the drive of a path, before an @ further on.
_SLASHED_PASSWORD = re.compile(rf"^({_SCHEMES}//)[^/?#@:;[\]]*:(?!/|\d+[,/;?])[^@?#]*@(?:[^/@]*@)*", _FLAGS)

#: Parameters that let somebody in. Of tokens only those by name: one of a page says where in the data its reader is.
_SECRETS = "|".join(
    (
        "sig|sharedaccesssignature|accountkey|x-(?:amz|goog)-[a-z-]+",
        r"[a-z0-9_.-]*(?:passw(?:or)?d\d?|passphrase|passcode|pwd|secret)",
        "(?:[a-z0-9_.-]*(?:access|auth|private|refresh|sas|security|session)[_-]?)?token",
        "[a-z0-9_.-]*(?:access|api|private|pvt|secret)[_-]?key(?:[_-]?base64)?",
    )
)


def _parameters(names: str) -> re.Pattern[str]:
    return re.compile(f"(?<=[?&;])(?:{names})=[^&;#]*[&;]?", _FLAGS)


#: A value may be in quotes or braces; only there may it have a semicolon, and an & or a # anywhere. Those that nothing
#: closes are no quotes, and are not sought to the end of the text each time.
_IN_CONNECTION = re.compile(
    rf"(?<=;)(?:{_SECRETS})=(?:\{{(?:[^}}]|\}}\}}){{0,200}}\}}|\"[^\"]*\"|'[^']*'|)[^;]*;?", _FLAGS
)
#: A connection string that is the value of a parameter, as that of ODBC is for SQLAlchemy.
_IN_ENCODED = re.compile(
    rf"(?<=%3B)(?:{_SECRETS})%3D(?:%7B(?:(?!%7D)[^&#]){{0,200}}%7D|)(?:(?!%3B)[^&#])*(?:%3B)?", _FLAGS
)
#: MySQL's hosts as lists of what they have: ``(host=db,password=...)``.
_IN_LIST = re.compile(rf"(?<=[(,])(?:{_SECRETS})=[^(),]*", _FLAGS)
_SHARED_ACCESS = "sv|st|se|sr|sp|spr|sip|ss|srt|si|sdd|ses|skoid|sktid|skt|ske|sks|skv|saoid|suoid|scid"
_SIGNERS = "awsaccesskeyid|googleaccessid|key-pair-id"

#: Where secrets may be in a text, and what changes with its signature, by what tells that it is of that form.
_PLACES = (
    (re.compile("^[^?;]*;"), _IN_CONNECTION),
    (re.compile(rf"^{_SCHEMES}//[^/]*\(", _FLAGS), _IN_LIST),
    (re.compile("[?&;]"), _parameters(_SECRETS)),
    (re.compile("%3B", _FLAGS), _IN_ENCODED),
    (re.compile("[?&;]sig=", _FLAGS), _parameters(_SHARED_ACCESS)),
    (re.compile(f"[?&;](?:{_SIGNERS})=", _FLAGS), _parameters(f"{_SIGNERS}|signature|policy|expires")),
)


def without_secrets(uri: str) -> str:
    """A URI without the user and password before its host, and the passwords, keys and signatures of its parameters.

    >>> without_secrets("https://ann:s3cr3t@lake.example.org/users.csv?sig=t0p&v=2")
    'https://lake.example.org/users.csv?v=2'
    """
    anonymous = uri if _CONTAINER.match(uri) else _without_user(uri)
    unsigned = anonymous
    for form, secrets in _PLACES:
        if form.search(anonymous):
            unsigned = secrets.sub("", unsigned)
    return unsigned if unsigned == anonymous else re.sub("[?&;](?=#|$)", "", unsigned, count=1)


def _without_user(uri: str) -> str:
    bare = _USER.sub(r"\1", uri)
    return _SLASHED_PASSWORD.sub(r"\1", uri) if bare == uri else bare

import { withoutSecrets } from "@begat/core/naming";

const SCP = /^([\w.-]+@[\w.-]+):\/?(.+)$/;

/**
 * The address of a repository as a URI, as facets want it: Git also knows `git@host:path` and folders. Without what lets its
 * reader in: the user of SSH is no secret, that of HTTP may be a token. Undefined for others.
 */
export function repositoryUrl(repository: string): string | undefined {
  const address = repository.replace(SCP, "ssh://$1/$2").replace(/^\//, "file:///");
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(address) || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  url.password = "";
  if (url.protocol === "ssh:") return url.href;
  url.username = "";
  return withoutSecrets(url.href);
}

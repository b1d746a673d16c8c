const SCP = /^([\w.-]+@[\w.-]+):(?!\/)(.+)$/;

/** The address of a repository as a URI, as facets want it: Git also knows `git@host:path` and folders. Undefined for others. */
export function repositoryUrl(repository: string): string | undefined {
  const address = repository.replace(SCP, "ssh://$1/$2").replace(/^\//, "file:///");
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(address) && URL.canParse(address)
    ? new URL(address).href
    : undefined;
}

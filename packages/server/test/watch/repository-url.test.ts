import { expect, it } from "vitest";
import { repositoryUrl } from "../../src/watch/openlineage/repository-url.ts";

it.each([
  ["https://example.com/shop/churn.git", "https://example.com/shop/churn.git"],
  ["git@example.com:shop/churn.git", "ssh://git@example.com/shop/churn.git"],
  ["ssh://git@example.com:22/shop/churn.git", "ssh://git@example.com:22/shop/churn.git"],
  ["git@example.com:/srv/git/churn.git", "ssh://git@example.com/srv/git/churn.git"],
  ["https://a-token@example.com/shop/churn.git", "https://example.com/shop/churn.git"],
  ["https://example.com/shop/churn.git?access_token=a1", "https://example.com/shop/churn.git"],
  ["ssh://git:secret@example.com/shop/churn.git", "ssh://git@example.com/shop/churn.git"],
  ["/srv/git/churn of ann.git", "file:///srv/git/churn%20of%20ann.git"],
  ["../churn.git", undefined],
  ["C:\\git\\churn", undefined],
])("the repository %s is at %s", (repository, url) => {
  expect(repositoryUrl(repository)).toBe(url);
});

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Git } from "../../src/import/git/git.ts";

test("a repository's own settings run no program", async () => {
  const folder = await mkdtemp(join(tmpdir(), "begat-git-"));
  const git = (args: readonly string[], input = "") =>
    execFileSync("git", ["-C", folder, "-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
      input,
    }).toString();
  const marker = join(folder, "ran");
  try {
    git(["init", "--quiet"]);
    await writeFile(join(folder, "data.csv"), "a\n");
    git(["add", "data.csv"]);
    git(["commit", "--quiet", "--message", "one"]);
    const signed = git(["cat-file", "commit", "HEAD"]).replace(
      "\n\n",
      "\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n iQ==\n -----END PGP SIGNATURE-----\n\n",
    );
    const sha = git(["hash-object", "-t", "commit", "-w", "--stdin"], signed).trim();
    git(["update-ref", "HEAD", sha]);
    await writeFile(join(folder, "evil.sh"), `#!/bin/sh\ntouch ${marker}\n`, { mode: 0o755 });
    git(["config", "log.showSignature", "true"]);
    git(["config", "gpg.program", join(folder, "evil.sh")]);
    execFileSync("git", ["-C", folder, "log", "-1"], { stdio: "ignore" });
    expect(existsSync(marker)).toBe(true);
    await rm(marker);
    expect(await new Git(folder).commitsOf("data.csv", 10)).toMatchObject([{ sha }]);
    expect(existsSync(marker)).toBe(false);
  } finally {
    await rm(folder, { recursive: true });
  }
});

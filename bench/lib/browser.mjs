import { createRequire } from "node:module";
import { BROWSERS } from "../../scripts/lib/engines.mjs";
import { findProgram } from "../../scripts/lib/find-program.mjs";

const { chromium } = createRequire(new URL("../../packages/web/package.json", import.meta.url))(
  "playwright-core",
);

/** Opens Chromium without a window. Throws when it is not installed. */
export async function openBrowser() {
  const executablePath = findProgram(BROWSERS);
  if (executablePath === undefined) throw new Error("Chromium is not installed: apt-get install chromium");
  return chromium.launch({ executablePath, args: ["--no-sandbox"] });
}

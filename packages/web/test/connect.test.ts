import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CHROMIUM, expectAccessible, settled, TestBrowser } from "./browser.ts";

const EVENT = {
  eventType: "START",
  eventTime: "2026-04-28T10:00:00Z",
  producer: "https://github.com/OpenLineage/OpenLineage/tree/1.54.0/integration/spark",
  run: { runId: "0193a7a0-0000-7000-8000-000000000001" },
  job: { namespace: "n", name: "spark-job" },
};

async function send({ url }: TestBrowser, event: object, token?: string): Promise<void> {
  await fetch(`${url}/api/v1/lineage`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(event),
  });
}

describe.skipIf(CHROMIUM === undefined)("connecting on this machine", () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await TestBrowser.start();
  });
  afterAll(() => browser.stop());

  test.each([
    ["light", 1440],
    ["dark", 380],
  ] as const)("each source has its lines: %s, %i wide", async (colors, width) => {
    const page = await browser.open("/connect", { colors, width });
    await settled(page);
    for (const [name, line] of [
      ["Airflow", `transport = {"type":"http","url":"${browser.url}","compression":"gzip"}`],
      ["Spark", `spark.openlineage.transport.url=${browser.url}`],
      ["dbt", `export OPENLINEAGE_URL=${browser.url}`],
      ["Flink", `openlineage.transport.url: ${browser.url}`],
      ["Python", `export BEGAT_URL=${browser.url}`],
      ["TypeScript", "npm install ../begat/packages/client"],
      ["Command line", "begat publish -"],
      ["Importers", "begat import dvc ."],
      ["MLflow", `export MLFLOW_TRACKING_URI=${browser.url}`],
    ] as const) {
      await page.getByRole("navigation", { name: "Sources" }).getByRole("link", { name }).click();
      await page.getByRole("region", { name, exact: true }).getByText(line).first().waitFor();
      expect(await page.getByText("bgt_").count()).toBe(0);
    }
    await expectAccessible(page);
    expect(browser.complaints()).toEqual([]);
    await page.context().close();
  });

  test("waits for the first message of a source, and says when it came", async () => {
    const page = await browser.open("/connect?source=spark");
    await settled(page);
    await page.getByText("Waiting for the next message").waitFor();
    await page.getByText("Spark has sent nothing yet").waitFor();
    await page.getByText("OpenLineage: nothing yet").waitFor();
    await browser.hears(page);
    await send(browser, EVENT);
    const heard = page.getByRole("status").filter({ hasText: "Received a message" });
    await heard.getByRole("link", { name: `jobrun:${EVENT.run.runId}` }).waitFor();
    await page.getByText("OpenLineage: nothing yet").waitFor({ state: "detached" });
    const sources = page.getByRole("navigation", { name: "Sources" });
    await sources.getByRole("link", { name: "Spark 1 new" }).waitFor();
    expect(await sources.getByRole("link", { name: "Airflow" }).textContent()).toBe("Airflow");
    await heard.getByRole("link", { name: "entry 1" }).click();
    await page.getByRole("dialog", { name: "Entry 1" }).waitFor();
    expect(browser.complaints()).toEqual([]);
    await page.context().close();
  });

  test("shows what was refused, why, and what was sent", async () => {
    const { eventTime: _, ...timeless } = EVENT;
    await send(browser, { ...timeless, note: "<script>alert(1)</script>" });
    const page = await browser.open("/connect");
    await settled(page);
    const refused = page.getByRole("region", { name: "Refused events", exact: true });
    await refused.getByRole("cell", { name: "START n/spark-job", exact: true }).waitFor();
    const why = refused.getByRole("button", { name: /eventTime/ });
    await why.focus();
    await page.keyboard.press("Enter");
    const drawer = page.getByRole("dialog", { name: "A refused event" });
    await drawer.getByText('"note": "<script>alert(1)</script>"').waitFor();
    await drawer.getByText("START n/spark-job", { exact: true }).waitFor();
    await drawer.getByText(EVENT.run.runId, { exact: true }).waitFor();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await drawer.waitFor({ state: "detached" });
    await expect.poll(() => why.evaluate((button) => button === document.activeElement)).toBe(true);
    expect(browser.complaints()).toEqual([]);
    await page.context().close();
  });
});

describe.skipIf(CHROMIUM === undefined)("connecting with tokens", () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await TestBrowser.start("tokens");
  });
  afterAll(() => browser.stop());

  test("a token is made on a click, stands in the lines, works, and ends when it is revoked", async () => {
    const page = await browser.open("/connect?source=airflow");
    await page.getByLabel("Token", { exact: true }).fill(await browser.token("owner"));
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { level: 1, name: "Connect" }).waitFor();
    await browser.hears(page);
    browser.complaints();
    await page.getByText('"apiKey":"bgt_…"').waitFor();
    await page
      .getByRole("form", { name: "Make a token for Airflow" })
      .getByRole("button", { name: "Make a token" })
      .click();
    await page.getByText("it cannot be read again").first().waitFor();
    const text = await page.getByText(/"apiKey":"bgt_\w+"/).textContent();
    const token = /bgt_\w+/.exec(text ?? "")?.[0] ?? "";

    await send(browser, { ...EVENT, producer: "https://github.com/apache/airflow/tree/1" }, token);
    await page.getByText("Received a message").waitFor();
    const row = page
      .getByRole("table", { name: "Tokens" })
      .getByRole("row")
      .filter({ hasText: "agent:airflow" });
    await row.waitFor();
    await expectAccessible(page);

    await row.getByRole("button", { name: /^Revoke the token/ }).click();
    const dialog = page.getByRole("dialog", { name: "Revoke this token?" });
    await dialog.getByRole("button", { name: "Keep it" }).waitFor();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Revoke" }).click();
    await row.getByText("revoked").waitFor();
    const refused = await fetch(`${browser.url}/runs`, { headers: { authorization: `Bearer ${token}` } });
    expect(refused.status).toBe(401);

    await page.reload();
    await page.getByText('"apiKey":"bgt_…"').waitFor();
    expect(browser.complaints()).toEqual([]);
    await page.context().close();
  });
});

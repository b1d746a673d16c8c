import type { Verdict } from "@begat/client";
import { BegatError } from "@begat/core";
import { type Call, command } from "../command.ts";
import type { Client } from "../connection/client.ts";
import { EXIT } from "../exit-codes.ts";
import { count, showSize } from "../render/value.ts";

export const artifactVerify = command<object>({
  name: "artifact verify",
  summary: "Hash stored artifacts again: one, or all that the record names",
  arguments: [["[digest]", "sha256: and 64 hex digits; all when left out"]],
  examples: ["begat artifact verify", "begat artifact verify sha256:e3b0c4…b855"],
  run: (call) => (call.args[0] === undefined ? verifyAll(call) : verifyOne(call, call.args[0])),
});

async function verifyOne(call: Call<object>, digest: string): Promise<number> {
  const { terminal } = call;
  const verdict = await (await call.connect()).artifacts.verify(digest);
  terminal.answer(verdict, () =>
    terminal.print(
      verdict.ok
        ? `${verdict.digest}  ${terminal.style.good("ok")}, ${showSize(verdict.size)}`
        : `${verdict.digest}  ${terminal.style.bad("corrupt")}: the stored bytes hash to ${verdict.found}`,
    ),
  );
  return verdict.ok ? EXIT.ok : EXIT.refused;
}

interface Findings {
  readonly verified: number;
  /** Named in the record, and not stored here. */
  readonly missing: readonly string[];
  readonly corrupt: readonly Verdict[];
}

async function verifyAll(call: Call<object>): Promise<number> {
  const { terminal } = call;
  const begat = await call.connect();
  const missing: string[] = [];
  const corrupt: Verdict[] = [];
  let verified = 0;
  for await (const { id } of begat.find({ kind: "Artifact" })) {
    terminal.progress(`${count(verified, "artifact")} verified`);
    const verdict = await verdictOf(begat, id);
    if (verdict === undefined) missing.push(id);
    else if (verdict.ok) verified += 1;
    else corrupt.push(verdict);
  }
  const findings: Findings = { verified, missing, corrupt };
  terminal.answer(findings, () => {
    for (const { digest, found } of corrupt)
      terminal.print(`${terminal.style.bad("corrupt")}  ${digest}: the stored bytes hash to ${found}`);
    terminal.print(
      `${count(verified, "artifact")} verified, ${corrupt.length} corrupt, ${missing.length} named but not stored here`,
    );
  });
  return corrupt.length === 0 ? EXIT.ok : EXIT.refused;
}

async function verdictOf({ artifacts }: Client, id: string): Promise<Verdict | undefined> {
  try {
    return await artifacts.verify(id);
  } catch (error) {
    if (error instanceof BegatError && error.code === "not_found") return undefined;
    throw error;
  }
}

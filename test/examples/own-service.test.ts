import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { assay, type Ended, emptyFolder } from "../cli/assay.ts";
import { freePort } from "./free-port.ts";

const EXAMPLE = join(import.meta.dirname, "..", "..", "examples", "own-service");

async function inCopy(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  adapter?: string,
  without: readonly string[] = [],
): Promise<Ended & { readonly cwd: string }> {
  const cwd = await emptyFolder();
  await cp(EXAMPLE, cwd, { recursive: true });
  for (const name of without) await rm(join(cwd, name));
  if (adapter !== undefined) await writeFile(join(cwd, "shelf", "adapter.mjs"), adapter);
  return { ...(await assay(args, { cwd, env: { SHELF_PORT: await freePort(), ...env } })), cwd };
}

async function reportIn(cwd: string): Promise<Report> {
  return JSON.parse(await readFile(join(cwd, "assay-report", "report.json"), "utf8")) as Report;
}

describe("a service that a folder outside brings", () => {
  test("is looked at, with what it offers", async () => {
    const { code, stdout } = await inCopy(["check"]);
    expect(stdout).toMatch(/ok {2}shelf +http:\/\/127\.0\.0\.1:\d+ answers GetItem/);
    expect(stdout).toMatch(/ok {2}offered +GetItem, DeleteItem/);
    expect(code).toBe(0);
  });

  test("is judged by its own rules alone, and conforms", async () => {
    const { code, stdout, cwd } = await inCopy(["run", "--runs", "20", "--seed", "1"]);
    expect(stdout).toContain("✔ shelf conforms: all 9 MUST rules were judged and hold");
    expect(code).toBe(0);
    const [target] = (await reportIn(cwd)).targets;
    const judged = target?.rules.filter(({ verdict }) => verdict !== "not-applicable") ?? [];
    expect(judged.map(({ service, verdict }) => `${service} ${verdict}`)).toEqual(
      Array(10).fill("shelf pass"),
    );
    expect(target?.leftovers).toEqual([]);
  });

  test("fails with the smallest case, a command that repeats it, and no word of a secret", async () => {
    const { code, cwd } = await inCopy(["run", "--runs", "20", "--seed", "1"], {
      FAULT: "last-byte-is-lost",
    });
    expect(code).toBe(1);
    const text = await readFile(join(cwd, "assay-report", "report.json"), "utf8");
    expect(text).not.toContain("shelf-owner-token");
    const [target] = (JSON.parse(text) as Report).targets;
    const failed = target?.rules.filter(({ verdict }) => verdict === "fail") ?? [];
    expect(failed.map(({ id }) => id)).toContain("shelf.put-item.comes-back");
    const [failure] = failed.find(({ id }) => id === "shelf.put-item.comes-back")?.failures ?? [];
    expect(failure?.counterexample).toEqual({ size: 1 });
    expect(failure?.curl).toMatch(/\/shelves\/main\/items\/"\$id"$/m);
    expect(failure?.curl).toContain("'authorization: Bearer '\"$OWNER_KEY\"");
  });

  test("is proven by faults of its own", async () => {
    const args = ["prove", "--specs", "shelf", "--seeds", "1", "--runs", "20"];
    const some = ["--fault", "location-is-missing,from-is-ignored", "--dialect", "terse"];
    const { code, stdout } = await inCopy([...args, ...some, "--null-server", "echo"]);
    expect(stdout).toContain("2 of 2 found by every rule that claims them");
    expect(stdout).toContain("0 false alarms");
    expect(stdout).toContain("0 MUST passes");
    expect(code).toBe(0);
  });

  test("is spoken to by its adapter, where there is one, also in the worker that judges", async () => {
    const read =
      '(response, { name }) => name === "GetItem" ? { kind: "json", status: 418, text: "" } : undefined';
    const adapter = `export default { service: "shelf", read: ${read} };\n`;
    const { code, stdout } = await inCopy(["run", "--rule", "*.part", "--seed", "1"], {}, adapter);
    expect(stdout).toContain("HTTP 418");
    expect(code).not.toBe(0);
    const broken = await inCopy(["run"], {}, "export default {};\n");
    expect(broken.stderr).toContain("its default export names no service");
    expect(broken.stderr).toContain("adapter.mjs");
    expect(broken.code).toBe(2);
  });

  test("is in the targets file that init writes, which needs no --specs", async () => {
    const { cwd } = await inCopy(["init", "--specs", "shelf"], {}, undefined, ["targets.json"]);
    const listed = await assay(["list", "--service", "shelf"], { cwd, env: {} });
    expect(listed.stdout).toContain("10 rules");
    const checked = await assay(["check", "--target", "mine"], { cwd, env: {} });
    expect(checked.stderr).toBe("");
    expect(checked.stdout).toContain("shelf");
  });

  test("tells a name that its files do not have, with its place", async () => {
    const { code, stderr } = await inCopy([
      "prove",
      "--specs",
      "shelf",
      "--fault",
      "no-such-fault",
    ]);
    expect(stderr).toContain('no fault "no-such-fault"');
    expect(code).toBe(2);
  });
});

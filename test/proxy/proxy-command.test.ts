import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { assay, emptyFolder } from "../cli/assay.ts";
import { entryOf, servedTarget } from "../cli/served-target.ts";
import { startProxy } from "./proxied.ts";

/** Rules with few cases, of which some send what is odd, and some break off. */
const SOME = "guid-before-auth,twice,success-envelope,stops-early,error-envelope,well-formed,protocol-version*";

async function verdictsIn(cwd: string): Promise<Readonly<Record<string, unknown>>> {
  const text = await readFile(join(cwd, "assay-report", "report.json"), "utf8");
  const [target] = (JSON.parse(text) as Report).targets;
  return Object.fromEntries(target?.rules.map(({ id, bindings }) => [id, bindings]) ?? []);
}

test("a run through a proxy comes to the same verdicts, and the proxy finds nothing wrong", async () => {
  const { cwd, server } = await servedTarget();
  const services = { ...entryOf(server), ...{ proxy: true } };
  const run = ["run", "-r", SOME, "-s", "1", "--runs", "10", "--quiet"];
  const folder = await emptyFolder();
  await writeFile(join(folder, "targets.json"), JSON.stringify({ targets: { acme: services } }));
  const straight = await assay(run, { cwd: folder });
  const expected = await verdictsIn(folder);

  const proxy = await startProxy(cwd);
  const through = await assay(run, { cwd: folder, env: { HTTP_PROXY: proxy.url } });
  expect(await verdictsIn(folder)).toEqual(expected);
  expect(through.code).toBe(straight.code);

  const { code, stdout, report } = await proxy.end();
  const [target] = report.targets;
  expect(target?.requests).toBeGreaterThan(100);
  const judged = new Map(target?.rules.map((rule) => [rule.id, rule.verdict]));
  expect([...new Set(judged.values())]).toEqual(["pass"]);
  expect([...judged.keys()]).toEqual(
    expect.arrayContaining([
      "inforouter.delete-upload-handler.twice",
      "inforouter.delete-upload-handler.malformed-guid",
      "inforouter.create-upload-handler.success-envelope",
      "tus.head.protocol-version",
      "tus.head.protocol-version-of-refusals",
    ]),
  );
  expect(stdout).toMatch(/of them judged/);
  expect(code).toBe(0);
});

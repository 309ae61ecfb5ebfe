import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { assay } from "./assay.ts";
import { entryOf, servedTarget } from "./served-target.ts";

test("a service that no selected target has is an error, and of several targets one is told of", async () => {
  const { cwd, server } = await servedTarget();
  const { services } = entryOf(server) as {
    services: { inforouter: object; apidatatools: object };
  };
  const { inforouter, apidatatools } = services;
  const targets = {
    one: { services: { inforouter } },
    both: { services: { inforouter, apidatatools } },
  };
  await writeFile(join(cwd, "targets.json"), JSON.stringify({ default: "all", targets }));
  const filter = ["--service", "apidatatools", "--runs", "1", "--seed", "1"];
  for (const command of ["run", "fuzz"]) {
    const args = [command, "--target", "one", ...(command === "run" ? filter : filter.slice(0, 2))];
    expect(await assay(args, { cwd })).toMatchObject({
      code: 2,
      stderr:
        'error: "one" does not offer the service apidatatools, which the selected rules are about\n  declare it under "services" of the target, or select other rules\n',
    });
  }
  const ran = await assay(["run", "--rule", "*.missing-id", ...filter], { cwd });
  expect(ran.code).toBe(3);
  const words = ran.stdout.replace(/\s+/g, " ");
  expect(words).toContain("? one incomplete: it does not offer apidatatools, which the selected");
  expect(words).toContain("✔ both conforms");
});

test("the counts of a target are those of its services, as the headline has it", async () => {
  const { cwd, server } = await servedTarget();
  const { services } = entryOf(server) as { services: { inforouter: object } };
  const targets = { one: { services: { inforouter: services.inforouter } } };
  await writeFile(join(cwd, "targets.json"), JSON.stringify({ targets }));
  const filter = ["--operation", "isValidTicket,DeleteUpload", "--runs", "1", "--seed", "1"];
  await assay(["run", ...filter], { cwd });
  const text = await readFile(join(cwd, "assay-report", "report.json"), "utf8");
  const [target] = (JSON.parse(text) as Report).targets;
  const { MUST = {} } = target?.counts ?? {};
  const counted = Object.values(MUST).reduce((sum, n) => sum + n, 0);
  const { all = 0, unselected = 0 } = target?.judged ?? {};
  expect(counted).toBe(all - unselected);
  expect(target?.rules.length).toBeGreaterThan(counted);
});

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { foreignProject } from "./foreign-project.ts";
import { runScript } from "./run-script.ts";
import { hasSlurm, slurmCluster } from "./slurm-cluster.ts";

const DEPLOY = join(import.meta.dirname, "..", "..", "deploy");
/** Few rules are enough to see. */
const NARROW = "--operation DeleteUploadHandler --binding get,post --runs 2";

describe.skipIf(!hasSlurm)("deploy/slurm-array.sh on a cluster", () => {
  test("judges in four tasks, and the job that waits for them writes what one run would have", async () => {
    const faults = ["delete-upload-checks-ticket-before-guid"];
    const { cwd, env } = await foreignProject({ embedded: { faults } });
    const cluster = await slurmCluster(cwd);
    const array = await readFile(join(DEPLOY, "slurm-array.sh"), "utf8");
    await writeFile(join(cwd, "array.sh"), array.replace("assay run", `assay run ${NARROW}`));
    const reports = join(cwd, "reports");
    const submit = `
      mkdir "$REPORTS"
      id=$(sbatch --parsable --export=ALL array.sh) &&
      exec sbatch --wait --dependency=afterany:$id --export=ALL "${DEPLOY}/slurm-merge.sh"`;
    const ran = await runScript(["sh", "-c", submit], {
      cwd,
      env: { ...env, ...cluster, REPORTS: reports },
    });
    expect(ran.stderr).toBe("");
    expect(ran.code).toBe(1);
    const whole = await runScript(
      ["sh", "-c", `assay run ${NARROW} --seed 1 --out whole --i-may-test-this-target`],
      { cwd, env },
    );
    expect(whole.code).toBe(1);
    const merged = await judgedIn(join(reports, "all"));
    expect(merged).toEqual(await judgedIn(join(cwd, "whole")));
    expect(JSON.stringify(merged)).toContain('"verdict":"fail"');
  });
});

/** Of a report what does not differ from one run to the next. */
async function judgedIn(folder: string): Promise<unknown> {
  const report = JSON.parse(await readFile(join(folder, "report.json"), "utf8")) as Report;
  return report.targets.map(({ name, outcome, judged, rules }) => ({
    name,
    outcome,
    judged,
    rules: rules.map(({ id, verdict, bindings, cases, failures }) => ({
      id,
      verdict,
      bindings,
      cases,
      failures: failures.map((failure) => [failure.id, failure.counterexample]),
    })),
  }));
}

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { foreignProject } from "./foreign-project.ts";
import { type Ran, runScript } from "./run-script.ts";

interface Job {
  readonly extends?: string;
  readonly parallel?: number;
  readonly script: readonly string[];
  readonly before_script?: readonly string[];
  readonly needs?: readonly { readonly job: string }[];
  readonly allow_failure?: { readonly exit_codes: readonly number[] };
  readonly artifacts: {
    readonly when: string;
    readonly paths: readonly string[];
    readonly reports?: { readonly junit: string };
  };
}

const ROOT = join(import.meta.dirname, "..", "..");
const template = parse(await readFile(join(ROOT, "ci", "gitlab.yml"), "utf8")) as Readonly<
  Record<string, unknown>
>;
const variables = template["variables"] as Readonly<Record<string, string>>;
const judge = template["assay:judge"] as Job;
const gate = template["assay:gate"] as Job;

const JOBS = 2;
const FAULTY = { embedded: { faults: ["delete-upload-checks-ticket-before-guid"] } };

test("every job keeps its artifacts also when it fails, and the gate takes those of all parts", () => {
  for (const job of [judge, gate]) {
    expect(template[job.extends ?? ""]).toMatchObject({ before_script: ["npm ci"] });
    expect(job.artifacts.when).toBe("always");
  }
  expect(judge.parallel).toBeGreaterThan(1);
  expect(gate.needs).toEqual([{ job: "assay:judge", artifacts: true }]);
});

test("the jobs, run as GitLab runs them: every part may fail, the gate says violated and leaves JUnit", async () => {
  const project = await foreignProject(FAULTY);
  const args = "--operation DeleteUploadHandler --binding get --runs 2";
  const codes: (number | null)[] = [];
  for (let index = 1; index <= JOBS; index++) {
    const part = { CI_NODE_INDEX: `${index}`, CI_NODE_TOTAL: `${JOBS}`, CI_PIPELINE_IID: "7" };
    const { code, stderr } = await jobOf(judge, project, { ...part, ASSAY_ARGS: args });
    expect(stderr).not.toContain("error:");
    codes.push(code);
  }
  expect(codes).toContain(1);
  for (const code of codes) expect([0, ...(judge.allow_failure?.exit_codes ?? [])]).toContain(code);

  const { code, stdout } = await jobOf(gate, project, {});
  expect(stdout).toContain("✘ mine violates");
  expect(code).toBe(1);
  const junit = gate.artifacts.reports?.junit ?? "";
  expect(await readFile(join(project.cwd, junit), "utf8")).toContain("<failure");
  for (const path of [...judge.artifacts.paths, ...gate.artifacts.paths]) {
    expect(existsSync(join(project.cwd, path)), path).toBe(true);
  }
});

/** The lines of a job's script, one script in one shell that ends at the first failure. */
function jobOf(
  job: Job,
  { cwd, env }: Awaited<ReturnType<typeof foreignProject>>,
  own: Readonly<Record<string, string>>,
): Promise<Ran> {
  const script = `set -eo pipefail\n${job.script.join("\n")}`;
  return runScript(["bash", "-c", script], { cwd, env: { ...env, ...variables, ...own } });
}

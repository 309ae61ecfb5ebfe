import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Job as JobOfApi } from "kubernetes-models/batch/v1";
import { PersistentVolumeClaim as ClaimOfApi } from "kubernetes-models/v1";
import { describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { foreignProject } from "./foreign-project.ts";
import { runScript } from "./run-script.ts";

interface Container {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
}

interface Job {
  readonly apiVersion: string;
  readonly kind: "Job";
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly completionMode?: string;
    readonly completions?: number;
    readonly parallelism?: number;
    readonly suspend?: boolean;
    readonly template: {
      readonly spec: {
        readonly restartPolicy: string;
        readonly securityContext: Readonly<Record<string, unknown>>;
        readonly containers: readonly [Container];
        readonly volumes: readonly {
          readonly name: string;
          readonly persistentVolumeClaim?: { readonly claimName: string };
        }[];
      };
    };
  };
}

const FILE = join(import.meta.dirname, "..", "..", "deploy", "kubernetes-indexed-job.yaml");
const documents = parseAllDocuments(await readFile(FILE, "utf8"));
const objects = documents.map((document) => document.toJS() as Job);
const [claim, judge, merge] = objects as [Job, Job, Job];

describe("deploy/kubernetes-indexed-job.yaml", () => {
  test("is a claim and two Jobs, without an error of YAML", () => {
    expect(documents.flatMap(({ errors, warnings }) => [...errors, ...warnings])).toEqual([]);
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      "PersistentVolumeClaim assay-reports",
      "Job assay",
      "Job assay-merge",
    ]);
  });

  test("follows the published schema of its API versions, which refuses what does not", () => {
    expect(objects.map(({ apiVersion }) => apiVersion)).toEqual(["v1", "batch/v1", "batch/v1"]);
    new ClaimOfApi(plain(claim)).validate();
    for (const job of [judge, merge]) new JobOfApi(plain(job)).validate();
    const wrong = plain<{ spec: { completions: unknown } }>(judge);
    wrong.spec.completions = "four";
    expect(() => new JobOfApi(wrong as never).validate()).toThrow("completions");
  });

  test("judges in as many pods as there are parts, all at once; merging waits to be told", () => {
    const { completionMode, completions, parallelism } = judge.spec;
    expect(completionMode).toBe("Indexed");
    expect(`${completions}`).toBe(variablesOf(judge)["SHARDS"]);
    expect(parallelism).toBe(completions);
    expect(merge.spec.suspend).toBe(true);
  });

  test.each([judge, merge])(
    "runs as nobody special, on declared volumes: $metadata.name",
    (job) => {
      const { securityContext, containers, restartPolicy, volumes } = job.spec.template.spec;
      expect(restartPolicy).toBe("Never");
      expect(securityContext).toMatchObject({ runAsNonRoot: true });
      expect(containers[0].securityContext).toMatchObject({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
      });
      const mounted = containers[0].volumeMounts.map(({ name }) => name);
      expect(volumes.map(({ name }) => name)).toEqual(mounted);
      const claimed = volumes.flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim ?? []);
      expect(claimed).toEqual([{ claimName: claim.metadata.name }]);
    },
  );

  test("its commands judge the parts and put them together: the last one tells what failed", async () => {
    const faults = ["delete-upload-checks-ticket-before-guid"];
    const { cwd, env } = await foreignProject({ embedded: { faults } });
    const shared = { REPORTS: cwd, TARGETS: join(cwd, "targets.json") };
    // Two parts, and few rules, are enough to see.
    const part = { ...shared, SHARDS: "2" };
    for (const index of ["0", "1"]) {
      const own = { ...variablesOf(judge), ...part, JOB_COMPLETION_INDEX: index };
      const { code, stderr } = await runScript(
        commandOf(judge, "--operation DeleteUploadHandler --binding get --runs 2"),
        { cwd, env: { ...env, ...own } },
      );
      expect(stderr).not.toContain("error:");
      expect(code).toBe(0);
    }
    const merged = await runScript(commandOf(merge), { cwd, env: { ...env, ...shared } });
    expect(merged.stdout).toContain("✘ mine violates: 1 MUST rule violated");
    expect(merged.code).toBe(1);
  });

  test("a pod whose targets file is wrong fails, with the exit code that no further attempt follows", async () => {
    const { cwd, env } = await foreignProject();
    const own = { ...variablesOf(judge), REPORTS: cwd, TARGETS: join(cwd, "none.json") };
    const { code } = await runScript(commandOf(judge), {
      cwd,
      env: { ...env, ...own, JOB_COMPLETION_INDEX: "0" },
    });
    expect(code).toBe(2);
  });
});

/** A copy, as the models of the API take it. */
function plain<T>(object: Job): T {
  return structuredClone(object) as T;
}

function variablesOf(job: Job): Readonly<Record<string, string>> {
  const { env } = job.spec.template.spec.containers[0];
  return Object.fromEntries(env.map(({ name, value }) => [name, value]));
}

/** What the container runs; `further` options narrow a run. */
function commandOf(job: Job, further = ""): readonly [string, ...string[]] {
  const { command, args } = job.spec.template.spec.containers[0];
  const [script = ""] = args;
  return [...command, script.replace("assay run", `assay run ${further}`)];
}

import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { expressionsIn, readAction, runAction } from "./composite-action.ts";
import { foreignProject } from "./foreign-project.ts";

const action = await readAction();
const QUICK = "--operation DeleteUploadHandler --binding get --runs 2 --seed 1";
const FAULTY = { embedded: { faults: ["delete-upload-checks-ticket-before-guid"] } };

describe("action.yml", () => {
  test("is a composite action whose steps say their shell", () => {
    expect(action.runs.using).toBe("composite");
    expect(action.runs.steps.map(({ shell }) => shell)).toEqual(
      action.runs.steps.map(() => "bash"),
    );
    for (const { description } of [
      ...Object.values(action.inputs),
      ...Object.values(action.outputs),
    ]) {
      expect(description).not.toBe("");
    }
  });

  test("never puts an input into a script: an expression stands in variables and folders only", () => {
    for (const { run } of action.runs.steps) expect(run).not.toContain("${{");
  });

  test("uses every input, and nothing that there is not", () => {
    const used = action.runs.steps.flatMap((step) =>
      [...Object.values(step.env ?? {}), step["working-directory"] ?? ""].flatMap(expressionsIn),
    );
    const inputs = Object.keys(action.inputs).map((name) => `inputs.${name}`);
    expect(new Set(used.filter((name) => name.startsWith("inputs.")))).toEqual(new Set(inputs));

    const said = action.runs.steps.flatMap(({ id, run }) =>
      [...run.matchAll(/echo "([\w-]+)=/g)].map(([, name]) => `steps.${id}.outputs.${name}`),
    );
    const wanted = [
      ...used.filter((name) => name.startsWith("steps.")),
      ...Object.values(action.outputs).flatMap(({ value }) => expressionsIn(value)),
    ];
    expect(new Set(wanted)).toEqual(new Set(said));
  });
});

describe("the action's steps, run as GitHub runs them", () => {
  test("pass for a server that conforms, with summary, outputs and files", async () => {
    const project = await foreignProject();
    const { code, summary, outputs, log } = await runAction(
      action,
      { args: QUICK, target: "mine", out: "reports/of assay" },
      project,
    );
    expect(log).toContain("✔ mine conforms");
    expect(code).toBe(0);
    expect(summary).toContain("# ✔ Assay: mine conforms");
    expect(outputs).toEqual({
      outcome: "conforms",
      report: "reports/of assay/report.json",
      "exit-code": "0",
    });
    expect(log).not.toMatch(/^::(error|warning)/m);
    for (const file of ["report.json", "report.md", "junit.xml", "report.sarif", "badge.svg"]) {
      expect(existsSync(join(project.cwd, "reports/of assay", file)), file).toBe(true);
    }
  });

  test("fail for a server that violates a rule, with annotations at the targets file", async () => {
    const project = await foreignProject(FAULTY);
    const { code, summary, outputs, log } = await runAction(action, { args: QUICK }, project);
    expect(code).toBe(1);
    expect(outputs).toMatchObject({ outcome: "violates", "exit-code": "1" });
    expect(summary).toContain("DUH-08");
    expect(log).toMatch(
      /^::error file=targets\.json,title=mine%3A MUST DUH-08 is violated::inforouter\.delete-upload-handler\.guid-before-auth: /m,
    );
    // What quotes the server is not obeyed.
    const [, token] = /^::stop-commands::([\w-]+)$/m.exec(log) ?? [];
    expect(log.indexOf("bad Request")).toBeGreaterThan(log.indexOf(`::stop-commands::${token}`));
    expect(log.indexOf("::error")).toBeGreaterThan(log.indexOf(`::${token}::`));
  });

  test("say what is missing where Assay is not installed", async () => {
    const project = await foreignProject();
    await rm(join(project.cwd, "node_modules"), { recursive: true });
    const { code, log } = await runAction(action, {}, project);
    expect(code).toBe(2);
    expect(log).toContain("::error title=Assay is not installed::");
  });

  test("run nothing of what inputs say, and end with the command's own exit code", async () => {
    const project = await foreignProject();
    const mark = join(project.cwd, "was-run");
    const evil = `"; touch '${mark}'; $(touch '${mark}') \`touch '${mark}'\``;
    const texts = ["targets", "target", "fail-on", "against", "deviations", "out", "args"];
    const inputs = Object.fromEntries(texts.map((name) => [name, evil]));
    const { code, outputs } = await runAction(action, inputs, project);
    expect(existsSync(mark)).toBe(false);
    expect(code).toBe(2);
    expect(outputs).toEqual({ outcome: "", report: "", "exit-code": "2" });
  });
});

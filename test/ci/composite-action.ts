import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { emptyFolder } from "../cli/assay.ts";
import { runScript } from "./run-script.ts";

export interface Step {
  readonly name: string;
  readonly id?: string;
  readonly shell: string;
  readonly run: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly "working-directory"?: string;
}

/** A composite action of GitHub, as its metadata syntax defines it. */
export interface CompositeAction {
  readonly name: string;
  readonly description: string;
  readonly inputs: Readonly<
    Record<string, { readonly description: string; readonly default: string }>
  >;
  readonly outputs: Readonly<
    Record<string, { readonly description: string; readonly value: string }>
  >;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

export interface ActionRun {
  readonly code: number | null;
  readonly log: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
}

const EXPRESSION = /\$\{\{\s*([\w.-]+)\s*\}\}/g;

export async function readAction(): Promise<CompositeAction> {
  const file = join(import.meta.dirname, "..", "..", "action.yml");
  return parse(await readFile(file, "utf8")) as CompositeAction;
}

/** Every expression that stands in a text. */
export function expressionsIn(text: string): readonly string[] {
  return [...text.matchAll(EXPRESSION)].map(([, expression = ""]) => expression);
}

/**
 * Runs the steps of an action one after the other, as a runner does: each in bash with
 * `-eo pipefail`, with files for its outputs and the job summary; the first that fails ends it.
 */
export async function runAction(
  action: CompositeAction,
  inputs: Readonly<Record<string, string>>,
  { cwd, env }: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<ActionRun> {
  const runner = await emptyFolder();
  const summary = join(runner, "summary.md");
  await writeFile(summary, "");
  const values = new Map<string, string>();
  for (const [name, input] of Object.entries(action.inputs)) {
    values.set(`inputs.${name}`, inputs[name] ?? input.default);
  }
  const filled = (text: string): string =>
    text.replace(EXPRESSION, (_, expression: string) => values.get(expression) ?? "");

  let code: number | null = 0;
  let log = "";
  for (const [index, step] of action.runs.steps.entries()) {
    const output = join(runner, `output-${index}`);
    const script = join(runner, `step-${index}.sh`);
    await writeFile(output, "");
    await writeFile(script, filled(step.run));
    const own = Object.entries(step.env ?? {}).map(([name, value]) => [name, filled(value)]);
    const ran = await runScript(["bash", "--noprofile", "--norc", "-eo", "pipefail", script], {
      cwd: join(cwd, filled(step["working-directory"] ?? ".")),
      env: {
        ...env,
        ...Object.fromEntries(own),
        GITHUB_ACTIONS: "true",
        GITHUB_WORKSPACE: cwd,
        GITHUB_OUTPUT: output,
        GITHUB_STEP_SUMMARY: summary,
      },
    });
    log += ran.stdout + ran.stderr;
    for (const line of (await readFile(output, "utf8")).split("\n").filter(Boolean)) {
      const [name = "", ...rest] = line.split("=");
      values.set(`steps.${step.id}.outputs.${name}`, rest.join("="));
    }
    code = ran.code;
    if (code !== 0) break;
  }
  const outputs = Object.entries(action.outputs).map(([name, { value }]) => [name, filled(value)]);
  return {
    code,
    log,
    summary: await readFile(summary, "utf8"),
    outputs: Object.fromEntries(outputs) as Record<string, string>,
  };
}

import { spawnSync } from "node:child_process";
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Report, TargetReport } from "../../src/model/report.ts";
import { assay, type Ended, emptyFolder } from "../cli/assay.ts";
import { freePort } from "./free-port.ts";

const EXAMPLE = join(import.meta.dirname, "..", "..", "examples", "python-server");

/** Whether there is a Python to run the example with. */
export const hasPython = spawnSync("python3", ["--version"]).status === 0;
if (!hasPython) process.stderr.write("skipped: the example server needs python3 on the PATH\n");

export interface ExampleOptions {
  /** `FAULT` and `WITHOUT`, as its README has them. */
  readonly env?: Readonly<Record<string, string>>;
  /** Changes the `operations.absent` of all its targets. */
  readonly absent?: (declared: readonly string[]) => readonly string[];
  /** Changes its sources. */
  readonly edits?: readonly Edit[];
}

/** A text of a source file, found once there, and what stands there instead. */
export interface Edit {
  readonly file: string;
  readonly old: string;
  readonly by: string;
}

/** Runs a command in a copy of the example, whose server Assay starts and stops itself. */
export async function inExample(
  args: readonly string[],
  { env = {}, absent, edits = [] }: ExampleOptions = {},
): Promise<Ended & { readonly cwd: string }> {
  const cwd = await emptyFolder();
  await cp(EXAMPLE, cwd, { recursive: true });
  if (absent) {
    const file = await targetsOf(cwd);
    for (const { services } of Object.values(file.targets)) {
      const { operations } = services.inforouter;
      operations.absent = absent(operations.absent);
    }
    await writeFile(join(cwd, "targets.json"), JSON.stringify(file));
  }
  for (const { file, old, by } of edits) {
    const path = join(cwd, file);
    const parts = (await readFile(path, "utf8")).split(old);
    if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times: ${old}`);
    await writeFile(path, parts.join(by));
  }
  const port = { PYTHON_SERVER_PORT: await freePort() };
  return { ...(await assay(args, { cwd, env: { ...port, ...env } })), cwd };
}

/** Judges one target of the example. */
export async function judgeExample(
  args: readonly string[],
  options: ExampleOptions = {},
): Promise<Ended & { readonly cwd: string; readonly target: TargetReport }> {
  const ended = await inExample(["run", ...args, "--seed", "1"], options);
  const text = await readFile(join(ended.cwd, "assay-report", "report.json"), "utf8");
  const [target] = (JSON.parse(text) as Report).targets as [TargetReport];
  return { ...ended, target };
}

/** What a target of the example declares absent. */
export async function declaredAbsent(name: string): Promise<readonly string[]> {
  const { targets } = await targetsOf(EXAMPLE);
  return targets[name]?.services.inforouter.operations.absent ?? [];
}

/** The statements whose verdict is `fail`. */
export function failedStatements({ statements }: TargetReport): readonly string[] {
  return Object.entries(statements).flatMap(([id, { verdict }]) =>
    verdict === "fail" ? [id] : [],
  );
}

interface TargetsFile {
  readonly targets: Readonly<
    Record<
      string,
      { readonly services: { readonly inforouter: { operations: { absent: readonly string[] } } } }
    >
  >;
}

async function targetsOf(folder: string): Promise<TargetsFile> {
  return JSON.parse(await readFile(join(folder, "targets.json"), "utf8")) as TargetsFile;
}

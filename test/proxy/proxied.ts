import { type ChildProcess, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { MAIN } from "../cli/assay.ts";

/** A proxy as users start it, in the folder of a targets.json. */
export interface StartedProxy {
  readonly url: string;
  /** Ends it as Ctrl-C does: what it printed, its exit code and its report. */
  end(): Promise<{
    readonly code: number | null;
    readonly stdout: string;
    readonly stderr: string;
    readonly report: Report;
    /** As it stands in the file. */
    readonly text: string;
  }>;
}

/** Starts `assay proxy`, and waits until it listens. */
export async function startProxy(cwd: string, args: readonly string[] = []): Promise<StartedProxy> {
  const env = { ...process.env, NO_COLOR: "1" };
  const child: ChildProcess = spawn(process.execPath, [MAIN, "proxy", ...args], { cwd, env });
  onTestFinished(() => void child.kill("SIGKILL"));
  let stdout = "";
  let stderr = "";
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  child.stderr?.on("data", (bytes: Buffer) => {
    stderr += bytes.toString();
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on("data", (bytes: Buffer) => {
      stdout += bytes.toString();
      const address = /^listening on (\S+)$/m.exec(stdout)?.[1];
      if (address) resolve(address);
    });
    void ended.then((code) => reject(new Error(`the proxy ended with ${code}: ${stderr}`)));
  });
  return {
    url,
    end: async () => {
      child.kill("SIGINT");
      const code = await ended;
      const text = await readFile(join(cwd, "assay-report", "proxy", "report.json"), "utf8");
      return { code, stdout, stderr, report: JSON.parse(text) as Report, text };
    },
  };
}

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { startReferenceServer } from "../../reference/server.ts";
import type { Report } from "../../src/model/report.ts";
import { freePort } from "../examples/free-port.ts";
import { assay, emptyFolder, MAIN } from "./assay.ts";
import { entryOf, servedTarget } from "./served-target.ts";

/** A command that is about to be started, in a folder with what it needs. */
export interface Interruptible {
  readonly cwd: string;
  /** The program and its arguments. */
  readonly line: readonly string[];
  /** What is left on the server beside the command. */
  readonly staged: () => Promise<readonly string[]>;
  /** Whether it has begun what it does. */
  readonly hasBegun: (printed: string) => boolean;
  readonly pidOf?: (stderr: string) => number | undefined;
  /** What a command may end with that ended by itself, or whose proper end a signal is. */
  readonly codes: readonly number[];
  /** Its report, which is there as soon as it has begun, unless it was killed. */
  readonly report?: string;
  /** The latest moment, in milliseconds. */
  readonly latestMs: number;
}

const LONG_MS = 4000;
const SHORT_MS = 1500;
const PROOF = ["--fault", "delete-upload-second-time-fails", "--rule", "*.delete-upload-handler.*"];
const DRIVER = join(import.meta.dirname, "..", "watch", "in_terminal.py");
const INDEX = join(MAIN, "..", "..", "index.js");
const AUDIT = `
import { audit } from ${JSON.stringify(INDEX)};
const over = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => over.abort());
const { exitCode } = await audit({ targets: "targets.json", runs: 100_000, out: "assay-report", signal: over.signal });
process.exitCode = exitCode;
`;
const WSDL = `<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" targetNamespace="x"/>`;

type Prepare = () => Promise<Interruptible>;

function command(...args: readonly string[]): readonly string[] {
  return [process.execPath, MAIN, ...args];
}

const begunIn =
  (cwd: string, folder = "assay-report") =>
  (): boolean =>
    existsSync(join(cwd, folder));

/** A server apart, one within the command, and one that the command starts, in turn. */
const PLACES = [served, embedded, launched];
let turn = 0;

async function somewhere() {
  const place = PLACES[turn++ % PLACES.length] ?? served;
  return place();
}

async function served() {
  const { cwd, staged } = await servedTarget();
  return { cwd, staged };
}

async function embedded() {
  return inFolder({ embedded: {} });
}

async function launched() {
  const port = await freePort();
  // Only what it says of itself is wanted.
  const like = await startReferenceServer();
  await like.close();
  const launch = { command: process.execPath, args: [MAIN, "serve", "--port", String(port)] };
  return inFolder({
    ...entryOf(like, `http://127.0.0.1:${port}`),
    launch: { ...launch, timeoutMs: 60_000 },
  });
}

async function inFolder(entry: object) {
  const cwd = await emptyFolder();
  await writeFile(join(cwd, "targets.json"), JSON.stringify({ targets: { acme: entry } }));
  return { cwd, staged: async () => [] };
}

const judging =
  (args: readonly string[]): Prepare =>
  async () => {
    const { cwd, staged } = await somewhere();
    const report = join(cwd, "assay-report", "report.json");
    const line = command(...args);
    return { cwd, line, staged, hasBegun: begunIn(cwd), codes: [], report, latestMs: LONG_MS };
  };

let failed: Promise<{ readonly text: string; readonly id: string }> | undefined;

/** Writes a report with a failure, made once for all, and gives its id. */
async function failedReport(folder: string): Promise<string> {
  failed ??= (async () => {
    const { cwd } = await inFolder({ embedded: { faults: ["delete-upload-second-time-fails"] } });
    const rule = ["--rule", "*.delete-upload-handler.twice", "--binding", "post", "--runs", "2"];
    await assay(["run", ...rule, "--quiet", "--out", "made"], { cwd });
    const text = await readFile(join(cwd, "made", "report.json"), "utf8");
    const { targets } = JSON.parse(text) as Report;
    return { text, id: targets[0]?.rules[0]?.failures[0]?.id ?? "" };
  })();
  const { text, id } = await failed;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "report.json"), text);
  return id;
}

/** What can be interrupted, by its command. */
export const COMMANDS: Readonly<Record<string, Prepare>> = {
  run: judging(["run", "--runs", "100000"]),
  "run in workers": judging(["run", "--runs", "100000", "--workers", "2"]),
  fuzz: judging(["fuzz", "--time", "5m"]),
  check: async () => {
    const { cwd, staged } = await somewhere();
    const line = command("check");
    return {
      cwd,
      line,
      staged,
      hasBegun: begunIn(cwd, ".assay"),
      codes: [0, 3],
      latestMs: SHORT_MS,
    };
  },
  replay: async () => {
    const { cwd, staged } = await somewhere();
    const id = await failedReport(cwd);
    const line = command(
      "replay",
      "report.json",
      id,
      "--targets",
      "targets.json",
      "--times",
      "9999",
    );
    const hasBegun = begunIn(cwd, ".assay");
    return { cwd, line, staged, hasBegun, codes: [0, 1, 3], latestMs: LONG_MS };
  },
  prove: async () => {
    const { cwd, staged } = await inFolder({ embedded: {} });
    const line = command("prove", ...PROOF, "--seeds", "9", "--workers", "2");
    return { cwd, line, staged, hasBegun: begunIn(cwd), codes: [0, 1], latestMs: LONG_MS };
  },
  audit: async () => {
    const { cwd, staged } = await embedded();
    await writeFile(join(cwd, "audit.mjs"), AUDIT);
    const report = join(cwd, "assay-report", "report.json");
    const line = [process.execPath, "audit.mjs"];
    return {
      cwd,
      line,
      staged,
      hasBegun: begunIn(cwd),
      codes: [0, 1, 3],
      report,
      latestMs: LONG_MS,
    };
  },
  watch: async () => {
    const { cwd, staged } = await somewhere();
    return {
      cwd,
      line: ["python3", DRIVER, "30", "100", ...command("watch", "--runs", "1000")],
      staged,
      hasBegun: begunIn(cwd, ".assay"),
      pidOf: (stderr) => Number(/^pid (\d+)$/m.exec(stderr)?.[1]) || undefined,
      codes: [0, 1, 3],
      latestMs: LONG_MS,
    };
  },
  proxy: async () => {
    const { cwd, staged } = await somewhere();
    let address = "";
    const asking = setInterval(() => {
      if (address)
        void fetch(`${address}/srv.asmx/isValidTicket?authenticationTicket=x`).catch(() => 0);
    }, 20);
    onTestFinished(() => clearInterval(asking));
    return {
      cwd,
      line: command("proxy", "--quiet"),
      staged,
      hasBegun: (printed) => {
        address = /^listening on (\S+)$/m.exec(printed)?.[1] ?? "";
        return address !== "";
      },
      codes: [0, 1, 3],
      report: join(cwd, "assay-report", "proxy", "report.json"),
      latestMs: LONG_MS,
    };
  },
  export: async () => {
    const { cwd, staged } = await inFolder({ embedded: {} });
    await failedReport(join(cwd, "assay-report"));
    const line = command("export", "--as", "vitest", "--out", "tests");
    return { cwd, line, staged, hasBegun: () => true, codes: [0], latestMs: SHORT_MS };
  },
  history: async () => {
    const { cwd, staged } = await inFolder({ embedded: {} });
    await failedReport(cwd);
    const git = (...args: readonly string[]): unknown =>
      execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", ...args], { cwd });
    git("init", "--quiet");
    git("config", "user.name", "a");
    git("config", "user.email", "a@b");
    const line = command("history", "add", "report.json", "--branch", "kept");
    return { cwd, line, staged, hasBegun: () => true, codes: [0], latestMs: SHORT_MS };
  },
  import: async () => {
    const cwd = await emptyFolder();
    await writeFile(join(cwd, "a.wsdl"), WSDL);
    const line = command(
      "import",
      "wsdl",
      "a.wsdl",
      "--service",
      "inforouter",
      "--url",
      "http://a.test/",
    );
    return {
      cwd,
      line,
      staged: async () => [],
      hasBegun: () => true,
      codes: [0, 2],
      latestMs: SHORT_MS,
    };
  },
};

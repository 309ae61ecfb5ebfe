import { spawn } from "node:child_process";
import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type ReferenceServer, startReferenceServer } from "../../reference/server.ts";
import type { Report } from "../../src/model/report.ts";
import { runScript } from "../ci/run-script.ts";
import { freePort } from "../examples/free-port.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const MAIN = join(ROOT, "dist", "src", "cli", "main.js");
/** Where the pages say that a server is; it may be taken here. */
const PORT = "18080";
/** The sample of the README: what the server of a page does wrong. */
const FAULT = "delete-upload-checks-ticket-before-guid";

/** Somebody who does what a page says, in a project where Assay is installed. */
export interface Reader {
  readonly cwd: string;
  write(file: string, text: string): Promise<void>;
  /** Runs a command of the page; its exit code, and what it printed. */
  type(command: string): Promise<{ readonly code: number | null; readonly said: string }>;
  /** Ends the servers that were started, and removes the project. */
  leave(): Promise<void>;
}

/**
 * What `npx` is to the reader: `assay` is the built command. Runs are short: few cases of one rule,
 * where the page does not say which, campaigns of a second, a proof of one fault. All else is as written.
 */
const NPX = `#!/bin/bash
[ "$1" = assay ] || exit 64
shift
words=" $* "
short=()
case "$words" in
  *" --operation "* | *" --rule "* | *" --statement "*) ;;
  *" --service tus "*) narrow=(--rule 'tus.head.*') ;;
  *) narrow=(--rule '*delete-upload-handler.guid-before-auth') ;;
esac
case "$words" in *" --binding "*) ;; *) narrow+=(--binding get) ;; esac
case "$1" in
  run) short=("\${narrow[@]}" --runs 1) ;;
  fuzz) short=("\${narrow[@]}" --time 1s) ;;
  prove)
    short=(--seeds 1 --runs 1 --workers 1)
    case "$words" in
      *" --fault "* | *" --dialect "* | *" --null-server "*) ;;
      *) short+=(--fault ${FAULT}) ;;
    esac
    ;;
esac
exec "${process.execPath}" "${MAIN}" "$@" "\${short[@]}"
`;

/** A reader with a server of their own, which has one fault, and with the variables that `assay init` asks for. */
export async function openReader(files: Readonly<Record<string, string>> = {}): Promise<Reader> {
  const cwd = await mkdtemp(join(tmpdir(), "assay-reader-"));
  const server = await startReferenceServer({ faults: [FAULT] });
  const port = await freePort();
  const bin = join(cwd, ".bin");
  await mkdir(bin);
  await writeFile(join(bin, "npx"), NPX);
  await chmod(join(bin, "npx"), 0o755);
  await mkdir(join(cwd, "node_modules"));
  await symlink(ROOT, join(cwd, "node_modules", "assay"));
  for (const [to, from] of Object.entries(files)) {
    await cp(join(ROOT, from), join(cwd, to), { recursive: true });
  }
  const env = environment(server, bin, cwd);
  const background: (() => Promise<void>)[] = [];

  return {
    cwd,
    async write(file, text) {
      await mkdir(dirname(join(cwd, file)), { recursive: true });
      await writeFile(join(cwd, file), text.replaceAll(PORT, port));
    },
    async type(command) {
      const words = (await filled(command, cwd)).replaceAll(PORT, port);
      if (/^npx assay serve(?! --list)/.test(words)) {
        background.push(await start(words, { cwd, env }));
        return { code: 0, said: "" };
      }
      const { code, stdout, stderr } = await runScript(["bash", "-c", words], { cwd, env });
      return { code, said: stdout + stderr };
    },
    async leave() {
      await Promise.all(background.map((stop) => stop()));
      await server.close();
      await rm(cwd, { recursive: true, force: true });
    },
  };
}

/** What a person reads off the last report and types. */
async function filled(command: string, cwd: string): Promise<string> {
  if (!command.includes("FAILURE-ID")) return command;
  const text = await readFile(join(cwd, "assay-report", "report.json"), "utf8");
  const { targets } = JSON.parse(text) as Report;
  const [failure] = targets.flatMap(({ rules }) => rules.flatMap(({ failures }) => failures));
  if (!failure) throw new Error("the last report has no failure whose id could be typed");
  return command.replace("FAILURE-ID", failure.id);
}

/** Starts a server and waits for its first line; what ends it. */
function start(
  words: string,
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<() => Promise<void>> {
  const child = spawn("bash", ["-c", `exec ${words}`], {
    ...options,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return new Promise((resolve, reject) => {
    child.stdout.once("data", () =>
      resolve(() => {
        child.kill("SIGTERM");
        return gone;
      }),
    );
    child.once("exit", (code) => reject(new Error(`"${words}" ended with ${code}`)));
  });
}

function environment(server: ReferenceServer, bin: string, home: string): NodeJS.ProcessEnv {
  const { inforouter, apidatatools, tus } = server;
  const { owner, stranger } = inforouter.users;
  return {
    PATH: `${bin}:${process.env["PATH"] ?? ""}`,
    HOME: home,
    NO_COLOR: "1",
    MINE_URL: inforouter.baseUrl,
    MINE_OWNER: owner.uid,
    MINE_OWNER_PASSWORD: owner.pwd,
    MINE_STRANGER: stranger.uid,
    MINE_STRANGER_PASSWORD: stranger.pwd,
    MINE_DOCUMENT: inforouter.documents.readable,
    MINE_FOLDER: "/Library/inbox",
    MINE_UPLOADS_URL: apidatatools.baseUrl,
    MINE_KEY: apidatatools.keys.owner,
    MINE_OTHER_KEY: apidatatools.keys.stranger,
    MINE_TUS_URL: tus.baseUrl,
  };
}

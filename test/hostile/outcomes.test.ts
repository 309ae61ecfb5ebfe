import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { parseDuration } from "../../src/config/targets/durations.ts";
import { UsageError } from "../../src/model/errors.ts";
import type { Report } from "../../src/model/report.ts";
import { systemRefusal } from "../../src/model/system-refusal.ts";
import { createClient } from "../../src/wire/client/client.ts";
import { assay, emptyFolder, MAIN } from "../cli/assay.ts";
import { servedTarget } from "../cli/served-target.ts";
import { sampled } from "../sampled.ts";
import { listen } from "../wire/servers.ts";

const ONE_RULE = ["--rule", "apidatatools.delete-upload.repeat", "--runs", "1"];
const TARGETS = JSON.stringify({ targets: { mine: { embedded: {} } } });

/** A shell's ways of taking away what a process has; the command is `"$@"`. */
const SHELLS = {
  "a full standard output": ['"$@" >/dev/full', 3],
  "a full standard error": ['"$@" 2>/dev/full', 0],
  "both full": ['"$@" >/dev/full 2>&1', 3],
  "a closed standard output": ['"$@" >&-', 0],
  "a closed standard error": ['"$@" 2>&-', 0],
  "a reader of its output that left": ['{ "$@"; echo $? >code; } | true', 0],
  "a reader of its errors that left": ['{ "$@" 2>&1 >/dev/null; echo $? >code; } | true', 0],
  "no open files to load itself": ['ulimit -n 64; "$@"', 3],
  // How many it needs is Node's affair: enough, or too few.
  "few open files": ['ulimit -n 128; "$@"; code=$?; [ $code = 0 ] && exit 3; exit $code', 3],
} as const;

const REFUSED = { title: "x", steps: [{ call: "DeleteUpload", expect: "refused" }] };

const PACK = JSON.stringify({
  service: "apidatatools",
  operation: "DeleteUpload",
  rules: [
    {
      ...{
        id: "hostile-pack",
        level: "MAY",
        statements: ["DUA-01"],
        source: "nowhere",
        title: "x",
      },
      ...{ forAll: { id: "hostile" }, control: REFUSED },
      steps: [
        { call: "DeleteUpload", with: { "x-upload-id": "$id" }, expect: "anything", observe: "it" },
      ],
    },
  ],
});

/** The rule is checked in the main thread; what is wrong with the generator shows where cases are made. */
const adapterThat = (act: string): string => `
  import { isMainThread } from "node:worker_threads";
  const act = () => { ${act} };
  export const generators = ({ fc }) => ({
    hostile: () => fc.constant("x").map((x) => (isMainThread ? x : act())),
  });
`;

const ADAPTERS = {
  "takes all memory": adapterThat(
    "const all = []; for (;;) all.push(new Array(100_000).fill(Math.random()));",
  ),
  "throws what no Error is": adapterThat("throw { toString: null };"),
};

describe("hostile: outcomes", () => {
  const shells = Object.entries(SHELLS).map(([what, [script, code]]) => ({ what, script, code }));
  it.each(sampled(shells, { oneIn: 4, name: ({ what }) => what }))(
    "a run with $what ends with $code",
    async ({ script, code, what }) => {
      const cwd = await emptyFolder();
      await writeFile(join(cwd, "targets.json"), TARGETS);
      const ended = await inShell(script, ["run", ...ONE_RULE], cwd);
      expect(ended).toBe(code);
      if (what.includes("open files") || what.includes("few")) return;
      const text = await readFile(join(cwd, "assay-report", "report.json"), "utf8");
      expect((JSON.parse(text) as Report).run.complete).toBe(true);
    },
  );

  it.each(Object.entries(ADAPTERS))(
    "a pack whose generator %s costs no report, and violates nothing",
    async (what, adapter) => {
      const { cwd } = await servedTarget();
      await writeFile(join(cwd, "adapter.mjs"), adapter);
      await writeFile(join(cwd, "a.yaml"), PACK);
      const env = { NODE_OPTIONS: "--max-old-space-size=150" };
      const rules = "hostile-pack,apidatatools.delete-upload.repeat";
      const args = ["run", "--specs", ".", "--rule", rules, "--runs", "1"];
      const { code, stderr } = await assay(args, { cwd, env, isFresh: true });
      const text = await readFile(join(cwd, "assay-report", "report.json"), "utf8");
      expect((JSON.parse(text) as Report).run.complete).toBe(false);
      expect(code, stderr).toBe(what.includes("memory") ? 3 : 4);
      expect(stderr).toMatch(what.includes("memory") ? /this machine refused/ : /internal error/);
    },
  );

  it.each([
    ["check", ["check"]],
    ["proxy", ["proxy", "--for", "1s"]],
    ["run", ["run", ...ONE_RULE]],
  ])("%s of a server that does not start ends with 3, and says why", async (_, args) => {
    const { cwd } = await servedTarget({}, { launch: { command: "./there-is-none" } });
    const { code, stdout, stderr } = await assay(args, { cwd });
    expect(code, stderr).toBe(3);
    expect(stdout + stderr).toContain('could not launch "./there-is-none"');
    expect(stderr).not.toMatch(/internal error/);
  });

  const durations = [
    "600h",
    "25d",
    "1e9s",
    "99999999999999999999ms",
    "-1s",
    "0x10s",
    "1h1",
    "NaN",
    "Infinity",
    "",
    " ",
    "1s\n::error::x",
  ];
  const options = [
    ["run", "--timeout"],
    ["check", "--timeout"],
    ["clean", "x", "--timeout"],
    ["fuzz", "--time"],
  ];
  const times = options.flatMap((option) => durations.map((text) => ({ option, text })));
  it.each(sampled(times, { oneIn: 16, name: ({ option, text }) => `${option} ${text}` }))(
    "$option $text is refused, with what to write",
    async ({ option, text }) => {
      const cwd = await emptyFolder();
      await writeFile(join(cwd, "targets.json"), TARGETS);
      const { code, stderr } = await assay([...option, text], { cwd });
      expect(code).toBe(2);
      expect(stderr).toMatch(/too long|is not a duration|needs a unit/);
      expect(stderr).not.toMatch(/^::/m);
    },
  );

  it.each([
    ["24d", 24 * 86_400_000],
    ["1h30m", 5_400_000],
    ["999", 999_000],
  ])("a duration of %s is taken as it is", (text, ms) => {
    expect(parseDuration(text, "--time")).toBe(ms);
  });
  it("a duration is never longer than what Node counts", () => {
    expect(() => parseDuration("25d", "--time")).toThrow(UsageError);
  });

  it.each([
    ["a header with CR LF", { headers: { "x-upload-id": "a\r\nb: c" } }],
    ["a header with a null", { headers: { "x-upload-id": "a\0b" } }],
    ["a name of a header with a space", { headers: { "x y": "1" } }],
    ["an Expect that nobody knows", { headers: { expect: "a" } }],
    ["a path with a line feed", { path: "/a\nb" }],
    ["a method that is none", { method: "G T" }],
  ] as const)("%s takes no connection away", async (_, odd) => {
    const server = createServer((__, answer) => answer.end("ok"));
    const url = `http://127.0.0.1:${await listen(server)}`;
    const client = createClient({ timeoutMs: 2_000, concurrency: 2, allowedOrigins: [url] });
    onTestFinished(() => client.close());
    const {
      path = "/",
      method = "GET",
      headers = {},
    } = odd as {
      readonly path?: string;
      readonly method?: string;
      readonly headers?: Readonly<Record<string, string>>;
    };
    for (let times = 0; times < 6; times++) {
      const reply = await client.send({ method, url: `${url}${path}`, headers, body: null });
      expect(reply).toMatchObject({ kind: "failure", code: "other" });
    }
    const good = await client.send({ method: "GET", url: `${url}/`, headers: {}, body: null });
    expect(good).toMatchObject({ kind: "response", status: 200 });
  });

  it.each([
    [
      "a system error",
      Object.assign(new Error("no files"), { code: "EMFILE", syscall: "open" }),
      /no files/,
    ],
    ["one from a worker", { code: "ERR_WORKER_OUT_OF_MEMORY", message: "heap" }, /heap/],
    [
      "the cause of another",
      new Error("x", {
        cause: Object.assign(new Error("full"), { code: "ENOSPC", syscall: "write" }),
      }),
      /full/,
    ],
    [
      "a package of which no file can be opened",
      Object.assign(new Error("Cannot find package"), { code: "ERR_MODULE_NOT_FOUND" }),
      /Cannot find package.*\n {2}a part of the program cannot be read/s,
    ],
    [
      "a folder in the place of a file",
      Object.assign(new Error("Path is a directory"), { code: "ERR_FS_EISDIR", syscall: "rm" }),
      /is a directory/,
    ],
    ["a bug", new TypeError("x is not a function"), undefined],
    [
      "a wrong argument of ours",
      Object.assign(new Error("x"), { code: "ERR_INVALID_ARG_TYPE" }),
      undefined,
    ],
    [
      "memory that WebAssembly does not get",
      new RangeError("WebAssembly.instantiate(): Out of memory: Cannot allocate Wasm memory"),
      /Out of memory.*\n {2}give it more memory/s,
    ],
    [
      "memory that a buffer does not get",
      new RangeError("Array buffer allocation failed"),
      /allocation failed\n {2}give it more memory/,
    ],
    ["a wrong length of ours", new RangeError("Invalid array length"), undefined],
    ["nothing", null, undefined],
  ])("%s is told from a bug of ours", (_, error, words) => {
    const said = systemRefusal(error);
    if (words) expect(said).toMatch(words);
    else expect(said).toBeUndefined();
  });
});

/** The exit code of the command in a shell that takes something away from it. */
async function inShell(script: string, args: readonly string[], cwd: string): Promise<number> {
  const child = spawn("bash", ["-c", script, "bash", process.execPath, MAIN, ...args], {
    cwd,
    env: { PATH: process.env["PATH"] ?? "", NO_COLOR: "1" },
    stdio: ["ignore", "ignore", "ignore"],
  });
  const [code] = (await once(child, "close")) as [number];
  return script.includes(">code") ? Number(await readFile(join(cwd, "code"), "utf8")) : code;
}

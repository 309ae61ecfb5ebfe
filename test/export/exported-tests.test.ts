import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { startReferenceServer } from "../../reference/server.ts";
import { assay, emptyFolder } from "../cli/assay.ts";

const MODULES = join(import.meta.dirname, "..", "..", "node_modules");
/** A wrong answer by every binding, a sequence, documents of bytes, JSON of REST, an attribute, a refusal. */
const FAULTS = [
  "delete-upload-second-time-fails",
  "delete-upload-bad-guid-other-text",
  "download-document-drops-last-byte",
  "create-answers-size-with-unit",
  "delete-api-unknown-is-success",
  "delete-api-error-has-more-members",
  "list-api-ignores-key",
];
const RULES = [
  "*.delete-upload-handler.twice",
  "*.delete-upload-handler.malformed-guid",
  "*.download-document.exact-bytes",
  "*.create-upload-handler.size-inside-limits",
  "apidatatools.delete-upload.*-id",
  "apidatatools.delete-upload.repeat",
  "apidatatools.list-uploads.invalid-key",
];

const RUN_TIMEOUT_MS = 180_000;

let report = "";
let failures = 0;

beforeAll(async () => {
  // Kept until the file ends, where emptyFolder would go with its test.
  const cwd = await mkdtemp(join(tmpdir(), "assay-export-"));
  const targets = { faulty: { embedded: { faults: FAULTS } } };
  await writeFile(join(cwd, "targets.json"), JSON.stringify({ targets }));
  const rules = RULES.flatMap((rule) => ["--rule", rule]);
  const ended = await assay(["run", ...rules, "--runs", "3", "--seed", "1", "--quiet"], { cwd });
  expect(ended).toMatchObject({ code: 1 });
  report = join(cwd, "assay-report", "report.json");
  const { targets: judged } = JSON.parse(await readFile(report, "utf8")) as {
    targets: { rules: { failures: { id: string }[] }[] }[];
  };
  const ids = judged.flatMap(({ rules: all }) => all.flatMap((rule) => rule.failures));
  failures = new Set(ids.map(({ id }) => id)).size;
  return () => rm(cwd, { recursive: true });
}, RUN_TIMEOUT_MS);

/** The report of a faulty server, as files of a format. */
async function exported(as: string): Promise<string> {
  const cwd = await emptyFolder();
  const ended = await assay(["export", "--as", as, "--report", report, "--out", cwd], { cwd });
  expect(ended).toMatchObject({ code: 0, stderr: "" });
  return cwd;
}

/** A server apart from any run, and what tests of it read from the environment. */
async function served(faults: readonly string[]): Promise<Record<string, string>> {
  const server = await startReferenceServer({ faults });
  onTestFinished(() => server.close());
  const { owner, stranger } = server.inforouter.users;
  const login = async ({ uid, pwd }: { uid: string; pwd: string }): Promise<string> => {
    const body = new URLSearchParams({ UID: uid, PWD: pwd });
    const url = `${server.inforouter.baseUrl}/AuthenticateUser`;
    const text = await (await fetch(url, { method: "POST", body })).text();
    return /ticket="([^"]+)"/i.exec(text)?.[1] ?? "";
  };
  return {
    SERVER_URL: server.url,
    OWNER_TICKET: await login(owner),
    STRANGER_TICKET: await login(stranger),
    OWNER_KEY: server.apidatatools.keys.owner,
  };
}

interface Counted {
  readonly passed: number;
  readonly failed: number;
  /** Why those failed that did. */
  readonly reasons: readonly string[];
}

async function run(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: Record<string, string> },
): Promise<string> {
  const { PATH = "", HOME = "" } = process.env;
  const env = { PATH, HOME, ...options.env };
  const given = { cwd: options.cwd, env, maxBuffer: 1e8 };
  return promisify(execFile)(command, [...args], given).then(
    ({ stdout }) => stdout,
    (error: { readonly stdout: string }) => error.stdout,
  );
}

async function runVitest(cwd: string, env: Record<string, string>): Promise<Counted> {
  const main = join(MODULES, "vitest", "vitest.mjs");
  const stdout = await run(process.execPath, [main, "run", "--reporter=json"], { cwd, env });
  const { testResults } = JSON.parse(stdout) as {
    testResults: { assertionResults: { status: string; failureMessages: string[] }[] }[];
  };
  const all = testResults.flatMap(({ assertionResults }) => assertionResults);
  const failed = all.filter(({ status }) => status === "failed");
  return {
    passed: all.filter(({ status }) => status === "passed").length,
    failed: failed.length,
    reasons: failed.map(({ failureMessages }) => failureMessages.join("\n")),
  };
}

async function runPytest(cwd: string, env: Record<string, string>): Promise<Counted> {
  const args = ["-m", "pytest", "-p", "no:cacheprovider", "-q", "--tb=line", "-W", "error"];
  const stdout = await run("python3", args, { cwd, env: { ...env, PYTHONDONTWRITEBYTECODE: "1" } });
  const count = (what: string): number =>
    Number(new RegExp(`(\\d+) ${what}`).exec(stdout.split("\n").at(-2) ?? "")?.[1] ?? 0);
  const reasons = stdout.split("\n").filter((line) => /^\S+:\d+: /.test(line));
  return { passed: count("passed"), failed: count("failed"), reasons };
}

const hasPytest = await promisify(execFile)("python3", ["-m", "pytest", "--version"]).then(
  () => true,
  () => false,
);

describe.each([
  { as: "vitest", runs: runVitest, isThere: true, wrong: /^AssertionError: expected / },
  { as: "pytest", runs: runPytest, isThere: hasPytest, wrong: /AssertionError: expected / },
])("what is exported as $as", ({ as, runs, isThere, wrong }) => {
  test.skipIf(!isThere)("fails on the faulty server and passes on the right one", async () => {
    const cwd = await exported(as);
    if (as === "vitest") await symlink(MODULES, join(cwd, "node_modules"));
    const faulty = await runs(cwd, await served(FAULTS));
    expect(faulty).toMatchObject({ passed: 0, failed: failures });
    // For what was judged, and not since the test itself is wrong.
    for (const reason of faulty.reasons) expect(reason).toMatch(wrong);
    const right = await runs(cwd, await served([]));
    expect(right).toMatchObject({ passed: failures, failed: 0 });
  });

  test.skipIf(!isThere)("fails without the variables that it needs, and names them", async () => {
    const cwd = await exported(as);
    if (as === "vitest") await symlink(MODULES, join(cwd, "node_modules"));
    const { SERVER_URL = "" } = await served([]);
    const { passed, reasons } = await runs(cwd, { SERVER_URL });
    expect(passed).toBeLessThan(failures);
    expect(reasons.join("\n")).toContain("set the environment variable OWNER_TICKET");
  });
});

const hasHurl = await promisify(execFile)("hurl", ["--version"]).then(
  () => true,
  () => false,
);

test.skipIf(!hasHurl)(
  "files for hurl fail on the faulty server and pass on the right one",
  async () => {
    const cwd = await emptyFolder();
    const ended = await assay(["export", "--as", "hurl", "--report", report, "--out", cwd], {
      cwd,
    });
    expect(ended).toMatchObject({ code: 0 });
    const files = (await readdir(cwd)).filter((name) => name.endsWith(".hurl"));
    expect(files).not.toEqual([]);
    const summary = async (faults: readonly string[]): Promise<string> => {
      const env = { ...(await served(faults)), RUN: String(faults.length) };
      const variables = Object.entries(env).flatMap(([name, value]) => [
        "--variable",
        `${name}=${value}`,
      ]);
      const args = ["--test", "--report-junit", "junit.xml", ...variables, ...files];
      await run("hurl", args, { cwd, env: {} });
      const junit = await readFile(join(cwd, "junit.xml"), "utf8");
      await rm(join(cwd, "junit.xml"));
      return /tests="\d+"[^>]*failures="\d+"/.exec(junit)?.[0] ?? junit;
    };
    const all = files.length;
    expect(await summary(FAULTS)).toContain(`failures="${all}"`);
    expect(await summary([])).toContain('failures="0"');
  },
);

test("a .http file has the requests of each failure, with what must come above the last one", async () => {
  const text = await readFile(join(await exported("http"), "assay-failures.http"), "utf8");
  const requests = text.split(/^### /m).slice(1);
  const env = { faulty: await served(FAULTS), right: await served([]) };
  const answers = {
    faulty: await sendAll(requests, env.faulty),
    right: await sendAll(requests, env.right),
  };
  const last = [...answers.faulty.keys()].filter((name) => answers.faulty.get(name)?.isLast);
  expect(last).toHaveLength(failures);
  for (const name of last) {
    const [wrong, right] = [answers.faulty.get(name), answers.right.get(name)];
    expect(`${wrong?.status} ${wrong?.body}`, name).not.toBe(`${right?.status} ${right?.body}`);
  }
});

interface Came {
  readonly status: number;
  readonly body: string;
  readonly isLast: boolean;
}

/** A REST client of the smallest kind: variables of the environment, and values of named answers. */
async function sendAll(
  requests: readonly string[],
  env: Record<string, string>,
): Promise<ReadonlyMap<string, Came>> {
  const came = new Map<string, Came>();
  const filled = (text: string): string =>
    text.replace(/\{\{([^}]+)\}\}/g, (_, name: string) => {
      const [, request = "", path = ""] = /^(\w+)\.response\.body\.(.+)$/.exec(name) ?? [];
      if (request === "") return name === "RUN" ? "7" : (env[name] ?? `no ${name}`);
      const { body = "" } = came.get(request) ?? {};
      if (path.startsWith("//@"))
        return new RegExp(`${path.slice(3)}="([^"]*)"`).exec(body)?.[1] ?? "";
      return String((JSON.parse(body) as Record<string, unknown>)[path.slice(2)]);
    });
  for (const text of requests) {
    const [head = "", body] = filled(text)
      .trimEnd()
      .split(/\n\n(.*)/s);
    const lines = head.split("\n").slice(1);
    const name = lines.find((line) => line.startsWith("# @name "))?.slice(8) ?? "";
    const [line = "", ...headers] = lines.filter((one) => !one.startsWith("#"));
    const [method = "", url = ""] = line.split(/ (.*)/s);
    const response = await fetch(url, {
      method,
      headers: headers.map((one) => one.split(/: (.*)/s).slice(0, 2) as [string, string]),
      ...(body === undefined ? {} : { body }),
    });
    const isLast = head.includes("\n# failure ");
    came.set(name, { status: response.status, body: await response.text(), isLast });
  }
  return came;
}

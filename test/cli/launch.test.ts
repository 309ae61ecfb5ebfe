import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { REPORT_FORMATS } from "../../src/cli/run-options.ts";
import { processStamp } from "../../src/config/files/process-stamp.ts";
import { onPort } from "../../src/config/targets/free-port.ts";
import { secretsOf } from "../../src/config/targets/secrets-of.ts";
import type { Report } from "../../src/model/report.ts";
import { readTargets } from "../config/read-targets.ts";
import { withFiles } from "../config/with-files.ts";
import { BUILT_IN } from "../specs/built-in-specs.ts";
import { assay, emptyFolder } from "./assay.ts";
import { talkativeServer } from "./talkative-server.ts";

const FAULTS = ["delete-upload-checks-ticket-before-guid", "delete-upload-second-time-fails"];

async function reportIn(cwd: string): Promise<Report> {
  return JSON.parse(await readFile(join(cwd, "assay-report", "report.json"), "utf8")) as Report;
}

/** A secret as files may hold it. */
function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const xml = secret
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
  return [
    secret,
    encodeURIComponent(secret),
    new URLSearchParams({ "": secret }).toString().slice(1),
    xml,
    JSON.stringify(secret).slice(1, -1),
    // The last characters depend on what follows.
    bytes.toString("base64").replace(/=+$/, "").slice(0, -1),
    bytes.toString("hex"),
  ];
}

async function filesIn(folder: string): Promise<readonly (readonly [string, string])[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(
    files.map(async ({ parentPath, name }) => {
      const text = await readFile(join(parentPath, name), "latin1");
      return [name, Buffer.from(text, "latin1").toString("utf8")] as const;
    }),
  );
}

test("the log of a launched server is in the report of a failure, and no secret is in any file or on the terminal", async () => {
  const { cwd, url, secrets, childOf } = await talkativeServer(FAULTS);
  const formats = [...REPORT_FORMATS, "allure"].join(",");
  const filter = [
    "--rule",
    "*.delete-upload-handler.guid-before-auth,*.delete-upload-handler.twice",
  ];
  const args = ["run", "--verbose", "--seed", "1", "--runs", "2", "--format", formats, ...filter];
  const ended = await assay(args, { cwd });
  expect(ended).toMatchObject({ code: 1 });
  const log = (await reportIn(cwd)).targets[0]?.launchLog ?? "";
  expect(log.match(/\/srv\.asmx|‹ticket:owner›/g)).toEqual(
    expect.arrayContaining(["/srv.asmx", "‹ticket:owner›"]),
  );
  expect(ended.stdout).toMatch(/The end of its log; more in report\.json, launchLog/);

  const fuzz = [
    "fuzz",
    "--time",
    "20s",
    "--max-failures",
    "1",
    "--rule",
    "*.delete-upload-handler.twice",
  ];
  expect(await assay([...fuzz, "--out", "fuzzed"], { cwd })).toMatchObject({ code: 1 });

  // What it is given to know is no output.
  const files = (await filesIn(cwd)).filter(([name]) => name !== "targets.json");
  expect(files.map(([name]) => name)).toEqual(
    expect.arrayContaining(["report.json", "junit.xml", "fuzz-state.json"]),
  );
  const outputs = [...files, ["stdout", ended.stdout], ["stderr", ended.stderr]] as const;
  const all = await secrets();
  // Two passwords, two keys, a variable of the server, and tickets of both commands.
  expect(all.length).toBeGreaterThan(6);
  const leaks = all.flatMap((secret) =>
    formsOf(secret).flatMap((form) =>
      outputs.flatMap(([name, text]) => (text.includes(form) ? [`${name}: ${form}`] : [])),
    ),
  );
  expect(leaks).toEqual([]);

  await expect(fetch(url)).rejects.toThrow();
  expect(processStamp(await childOf())).toBeUndefined();
});

test("Ctrl-C stops the server and what it started, also a second one that waits for nothing", async () => {
  const { cwd, url, childOf } = await talkativeServer([]);
  const args = ["run", "--runs", "100000"];
  const ended = await assay(args, { cwd, signal: { name: "SIGINT", afterMs: 3000, twice: true } });
  expect(ended).toMatchObject({ code: 130 });
  await expect(fetch(url)).rejects.toThrow();
  const child = await childOf().catch(() => undefined);
  // It was killed before the command ended; on a busy machine it may be a moment until the system has buried it.
  if (child !== undefined) await expect.poll(() => processStamp(child)).toBeUndefined();
});

test("a server that does not come up is told with the end of its log", async () => {
  const cwd = await emptyFolder();
  const launch = {
    command: process.execPath,
    args: ["-e", "console.error('no licence for ' + process.env.API_KEY); process.exit(7)"],
    env: { API_KEY: "the-key-of-the-server" },
  };
  const inforouter = { baseUrl: "http://127.0.0.1:1/srv.asmx" };
  const targets = { acme: { launch, services: { inforouter } } };
  await writeFile(join(cwd, "targets.json"), JSON.stringify({ targets }));
  const ended = await assay(["run"], { cwd });
  expect(ended).toMatchObject({ code: 3 });
  expect(ended.stdout).toContain("exit code 7");
  expect(`${ended.stdout}${ended.stderr}`).not.toContain("the-key-of-the-server");
  const [target] = (await reportIn(cwd)).targets;
  expect(target?.launchLog).toBe("no licence for ‹env:API_KEY›\n");
  expect(JSON.stringify(target)).not.toContain("the-key-of-the-server");
});

describe("{port} of a launched server", () => {
  const SERVER = `
    import { createServer } from "node:http";
    createServer((_, answer) => answer.writeHead(404).end()).listen(Number(process.env.PORT), "127.0.0.1");
  `;
  const acme = {
    launch: {
      command: process.execPath,
      args: ["--input-type=module", "-e", SERVER, "{port}"],
      env: { PORT: "{port}" },
      ready: "http://127.0.0.1:{port}/",
      timeoutMs: 60_000,
    },
    services: { tus: { baseUrl: "http://127.0.0.1:{port}/files" } },
  };

  test("is a free one of this machine, told to the server and asked, and no secret", async () => {
    const cwd = await emptyFolder();
    await writeFile(join(cwd, "targets.json"), JSON.stringify({ targets: { acme } }));
    const checked = await assay(["check"], { cwd });
    expect(checked.stdout).toMatch(
      /http:\/\/127\.0\.0\.1:\d{4,5}\/files does not speak tus: it answers HTTP 404/,
    );
    expect(checked.code).toBe(3);
  });

  test("is another one for each target, and the same all over a target", () => {
    const text = JSON.stringify({ targets: { acme, other: acme } });
    withFiles({ "targets.json": text }, (cwd) => {
      const ports = readTargets(cwd)
        .select(["all"])
        .map((target) => {
          const { launch, services } = target;
          const port = launch?.freePort ?? 0;
          expect(port).toBeGreaterThan(0);
          expect(launch?.args.at(-1)).toBe(String(port));
          expect(launch).toMatchObject({
            env: { PORT: String(port) },
            ready: `http://127.0.0.1:${port}/`,
          });
          expect(services["tus"]?.baseUrl).toBe(`http://127.0.0.1:${port}/files`);
          expect(secretsOf(target, BUILT_IN.services).map(({ value }) => value)).not.toContain(
            String(port),
          );
          const back = onPort(target, 4321);
          expect(JSON.stringify(back)).not.toContain(`${port}`);
          expect(back.services["tus"]?.baseUrl).toBe("http://127.0.0.1:4321/files");
          return port;
        });
      expect(new Set(ports).size).toBe(2);
    });
  });

  test("in an address alone is refused with its place: no server would know", async () => {
    const cwd = await emptyFolder();
    const { services } = acme;
    const text = JSON.stringify({ targets: { acme: { services } } }, null, 2);
    await writeFile(join(cwd, "targets.json"), text);
    const ended = await assay(["check"], { cwd });
    expect(ended).toMatchObject({ code: 2 });
    expect(ended.stderr).toMatch(
      /targets\.json:6:\d+: target "acme", services\.tus\.baseUrl has \{port\}/,
    );
  });
});

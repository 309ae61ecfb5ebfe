import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { settingsOf } from "../../reference/settings.ts";
import type { Report } from "../../src/model/report.ts";
import { assay, emptyFolder } from "../cli/assay.ts";
import { servedTarget } from "../cli/served-target.ts";
import { startProxy } from "./proxied.ts";

/** Rules with few cases, of which some send what is odd, and some break off. */
const SOME = "guid-before-auth,twice,success-envelope,protocol-version*,declared-encodings";

async function verdictsIn(cwd: string): Promise<Readonly<Record<string, unknown>>> {
  const text = await readFile(join(cwd, "assay-report", "report.json"), "utf8");
  const [target] = (JSON.parse(text) as Report).targets;
  return Object.fromEntries(target?.rules.map(({ id, bindings }) => [id, bindings]) ?? []);
}

test("a run through a proxy comes to the same verdicts, and the proxy finds nothing wrong", async () => {
  const { cwd, server } = await servedTarget();
  const all = { acme: { services: settingsOf(server) } };
  await writeFile(join(cwd, "targets.json"), JSON.stringify({ targets: all }));
  // Of a server on this machine a proxy is asked only where its entry says so.
  const entry = { services: settingsOf(server), proxy: true };
  const run = ["run", "-r", SOME, "-s", "1", "--runs", "5", "--quiet"];
  const folder = await emptyFolder();
  await writeFile(join(folder, "targets.json"), JSON.stringify({ targets: { acme: entry } }));
  const straight = await assay(run, { cwd: folder });
  const expected = await verdictsIn(folder);

  const proxy = await startProxy(cwd, ["--har", "traffic.har"]);
  const through = await assay(run, { cwd: folder, env: { HTTP_PROXY: proxy.url } });
  expect(await verdictsIn(folder)).toEqual(expected);
  expect(through.code).toBe(straight.code);

  const { code, stdout, report } = await proxy.end();
  const [target] = report.targets;
  expect(target?.requests).toBeGreaterThan(100);
  const judged = new Map(target?.rules.map((rule) => [rule.id, rule.verdict]));
  expect([...new Set(judged.values())]).toEqual(["pass"]);
  expect([...judged.keys()]).toEqual(
    expect.arrayContaining([
      "inforouter.delete-upload-handler.twice",
      "inforouter.create-upload-handler.success-envelope",
      "tus.head.protocol-version",
      "tus.head.protocol-version-of-refusals",
    ]),
  );
  expect(stdout).toMatch(/of them judged/);
  expect(stdout).toMatch(/traffic\.har: \d+ exchanges, secrets replaced/);
  expect(code).toBe(0);

  // What was recorded is judged as it was when it passed, without a secret in it.
  const imported = await judgedAgain(cwd);
  expect(imported).toMatchObject({ code: 0, failed: [] });
  expect(imported.requests).toBeGreaterThan((target?.requests ?? 0) * MOST_OF_IT);
  expect(imported.passed).toEqual(
    expect.arrayContaining([
      "inforouter.create-upload-handler.success-envelope",
      "tus.head.protocol-version",
    ]),
  );
  const { owner, stranger } = server.inforouter.users;
  const { keys } = server.apidatatools;
  const har = await readFile(join(cwd, "traffic.har"), "utf8");
  for (const secret of [owner.pwd, stranger.pwd, keys.owner, keys.stranger]) {
    expect(har).not.toContain(secret);
  }
});

/** Bodies that are long, and addresses that no archive has, are left out of it. */
const MOST_OF_IT = 0.8;

async function judgedAgain(cwd: string) {
  const { code } = await assay(["import", "har", "traffic.har", "-t", "acme"], { cwd });
  const text = await readFile(join(cwd, "assay-report", "imported", "report.json"), "utf8");
  const [target] = (JSON.parse(text) as Report).targets;
  const having = (kind: string) =>
    target?.rules.filter(({ verdict }) => verdict === kind).map(({ id }) => id);
  return {
    code,
    requests: target?.requests ?? 0,
    passed: having("pass"),
    failed: having("fail"),
  };
}

test("what a faulty server does is a violation, with the exchange and without its secrets", async () => {
  const { cwd, server } = await servedTarget({
    faults: ["tus-resumable-missing-on-head", "delete-upload-second-time-fails"],
  });
  const all = { acme: { services: settingsOf(server) } };
  await writeFile(join(cwd, "targets.json"), JSON.stringify({ targets: all }));
  const { uid, pwd } = server.inforouter.users.owner;
  const proxy = await startProxy(cwd, ["-f", "html,har", "--har", "traffic.har"]);

  // As other programs call it: by the address of the proxy.
  const created = await fetch(`${proxy.url}/files`, {
    method: "POST",
    headers: { "tus-resumable": "1.0.0", "upload-length": "5", cookie: "session=0123456789abcdef" },
  });
  const { pathname } = new URL(created.headers.get("location") ?? "", proxy.url);
  await fetch(`${proxy.url}${pathname}`, {
    method: "HEAD",
    headers: { "tus-resumable": "1.0.0", authorization: "Bearer a-secret-of-the-client" },
  });

  const call = async (
    operation: string,
    values: Readonly<Record<string, string>>,
  ): Promise<string> => {
    const query = new URLSearchParams(values).toString();
    return (await fetch(`${proxy.url}/srv.asmx/${operation}?${query}`)).text();
  };
  const login = await call("AuthenticateUser", { UID: uid, PWD: pwd });
  const authenticationTicket = /ticket="([^"]+)"/i.exec(login)?.[1] ?? "";
  const made = await call("CreateUploadHandler", { authenticationTicket, PreferedChunkSize: "0" });
  const UploadHandler = /UploadHandler="([^"]+)"/.exec(made)?.[1] ?? "";
  await call("DeleteUploadHandler", { authenticationTicket, UploadHandler });
  await call("DeleteUploadHandler", { authenticationTicket, UploadHandler });
  // The ticket is good after the refusal, as it was before.
  await call("CreateUploadHandler", { authenticationTicket, PreferedChunkSize: "0" });

  const { code, report, text, stdout, stderr } = await proxy.end();
  const failed = report.targets[0]?.rules.filter(({ verdict }) => verdict === "fail") ?? [];
  expect(failed.map(({ id }) => id)).toEqual([
    "inforouter.delete-upload-handler.twice",
    "tus.head.protocol-version",
  ]);
  expect(failed[0]?.failures[0]?.exchanges).toHaveLength(2);
  expect(failed[1]?.failures[0]?.exchanges[0]?.request).toMatchObject({ method: "HEAD" });
  expect(stderr).toContain("✘ tus.head.protocol-version: ");
  expect(code).toBe(1);

  expect(authenticationTicket.length).toBeGreaterThan(8);
  const written = ["html", "har"].map((kind) => join("assay-report", "proxy", `report.${kind}`));
  const files = await Promise.all(
    [...written, "traffic.har"].map((path) => readFile(join(cwd, path), "utf8")),
  );
  for (const secret of [pwd, authenticationTicket, "a-secret-of-the-client"]) {
    for (const one of [text, stdout, stderr, ...files]) expect(one).not.toContain(secret);
  }
  expect(text).toContain("‹header:authorization:1›");
  expect(text).toContain("‹ticket:1›");
  expect(await judgedAgain(cwd)).toMatchObject({ code: 1, failed: failed.map(({ id }) => id) });
});

test("a proxy of which nobody asks anything ends with 3 by itself, and says why", async () => {
  const { cwd } = await servedTarget();
  const { code, stdout } = await assay(["proxy", "--for", "200ms"], { cwd });
  expect(code).toBe(3);
  expect(stdout).toContain("0 connections, 0 exchanges, 0 of them judged");
});

test("what the command line does not say is as the targets file has it", async () => {
  const { cwd, server } = await servedTarget();
  const targets = { acme: { services: settingsOf(server) } };
  const run = { format: ["md", "allure"], out: "out", edition: "9.0" };
  await writeFile(join(cwd, "targets.json"), JSON.stringify({ run, targets }));
  expect(await assay(["proxy", "--for", "100ms"], { cwd })).toMatchObject({ code: 3 });
  const folder = join(cwd, "out", "proxy");
  expect(await readdir(folder)).toEqual(expect.arrayContaining(["report.json", "report.md"]));
  const report = JSON.parse(await readFile(join(folder, "report.json"), "utf8")) as Report;
  expect(report.run.edition).toBe("9.0");
  const given = ["proxy", "--for", "100ms", "-o", "other", "-f", "csv"];
  expect(await assay(given, { cwd })).toMatchObject({ code: 3 });
  const others = await readdir(join(cwd, "other"));
  expect(others).toEqual(expect.arrayContaining(["report.csv"]));
  expect(others).not.toContain("report.md");
});

test.each([
  ["a target that there is not", ["-t", "acne"], /no target "acne"|Did you mean "acme"/],
  ["a port that is taken", ["--port", "TAKEN"], /cannot listen on port/],
])("%s is a usage error", async (_, args, said) => {
  const { cwd, server } = await servedTarget();
  const taken = new URL(server.url).port;
  const { code, stderr } = await assay(
    ["proxy", ...args.map((one) => one.replace("TAKEN", taken))],
    { cwd },
  );
  expect(stderr).toMatch(said);
  expect(code).toBe(2);
});

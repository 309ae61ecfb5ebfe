import { readFile, writeFile } from "node:fs/promises";
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

  const proxy = await startProxy(cwd);
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
  expect(code).toBe(0);
});

test("what a faulty server does is a violation, with the exchange and without its secrets", async () => {
  const { cwd, server } = await servedTarget({
    faults: ["tus-resumable-missing-on-head", "delete-upload-second-time-fails"],
  });
  const all = { acme: { services: settingsOf(server) } };
  await writeFile(join(cwd, "targets.json"), JSON.stringify({ targets: all }));
  const { uid, pwd } = server.inforouter.users.owner;
  const proxy = await startProxy(cwd, ["-f", "html,har"]);

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
  const files = await Promise.all(
    ["html", "har"].map((kind) =>
      readFile(join(cwd, "assay-report", "proxy", `report.${kind}`), "utf8"),
    ),
  );
  for (const secret of [pwd, authenticationTicket, "a-secret-of-the-client"]) {
    for (const one of [text, stdout, stderr, ...files]) expect(one).not.toContain(secret);
  }
  expect(text).toContain("‹header:authorization›");
  expect(text).toContain("‹ticket:client›");
});

test("a proxy of which nobody asks anything ends with 3 by itself, and says why", async () => {
  const { cwd } = await servedTarget();
  const { code, stdout } = await assay(["proxy", "--for", "200ms"], { cwd });
  expect(code).toBe(3);
  expect(stdout).toContain("0 connections, 0 exchanges, 0 of them judged");
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

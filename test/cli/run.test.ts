import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { assay } from "./assay.ts";
import { constantServer, folderWith, remote, reportIn } from "./judged-folder.ts";

describe("assay run on the built-in server", () => {
  test("the same seed gives the same report, but for times and what the server chose", async () => {
    const cwd = await folderWith({
      faulty: { embedded: { faults: ["clamp-minimum-off-by-one"] } },
    });
    const args = [
      "run",
      "--seed",
      "7",
      "--runs",
      "2",
      "--operation",
      "CreateUploadHandler",
      "--binding",
      "get",
    ];
    const stable = async (): Promise<unknown> => {
      expect(await assay(args, { cwd })).toMatchObject({ code: 1 });
      const report = await reportIn(cwd);
      const times = ["durationMs", "medianMs", "p95Ms", "worstMs", "date", "link"];
      // What looked slow before the run was asked once more: that is a matter of time. Of the calls that are
      // judged, `timings` counts each.
      const targets = report.targets.map((target) => ({
        ...target,
        requests: 0,
        bytesSent: 0,
      }));
      const text = JSON.stringify({ ...report, targets, run: null, digest: null }, (key, value) =>
        times.includes(key) ? 0 : value,
      );
      return text
        .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "GUID")
        .replace(/127\.0\.0\.1:\d+/g, "HOST")
        .replace(/assay-[0-9a-f]{8}/g, "TAG");
    };
    expect(await stable()).toEqual(await stable());
  });

  test("--target and the filters choose what is judged", async () => {
    const cwd = await folderWith({ one: { embedded: true }, two: { embedded: true } });
    const args = [
      "run",
      "--target",
      "all",
      "--statement",
      "DUH-08",
      "--binding",
      "get,post",
      "--runs",
      "2",
    ];
    expect(await assay(args, { cwd })).toMatchObject({ code: 0 });
    const report = await reportIn(cwd);
    expect(report.targets.map(({ name }) => name)).toEqual(["one", "two"]);
    for (const target of report.targets) {
      expect(target.rules.map(({ id }) => id)).toEqual([
        "inforouter.delete-upload-handler.guid-before-auth",
      ]);
      expect(Object.keys(target.rules[0]?.bindings ?? {})).toEqual(["get", "post"]);
    }
  });

  test("a SHOULD failure is a warning, unless --fail-on says otherwise", async () => {
    const cwd = await folderWith({
      faulty: { embedded: { faults: ["negative-size-gets-default"] } },
    });
    const args = ["run", "--rule", "negative-size", "--binding", "get", "--runs", "2"];
    expect(await assay(args, { cwd })).toMatchObject({ code: 0 });
    expect(await assay([...args, "--fail-on", "should"], { cwd })).toMatchObject({ code: 1 });
  });

  test("--max-failures ends the run early, and says so", async () => {
    const cwd = await folderWith({ faulty: { embedded: { faults: ["create-omits-chunk-size"] } } });
    const ended = await assay(
      ["run", "--operation", "CreateUploadHandler", "--max-failures", "1", "--concurrency", "1"],
      { cwd },
    );
    expect(ended.code).toBe(1);
    const report = await reportIn(cwd);
    expect(report.run.complete).toBe(false);
  });

  test("allure results come with the target as a parameter", async () => {
    const cwd = await folderWith({ reference: { embedded: true } });
    const args = [
      "run",
      "--format",
      "allure",
      "--rule",
      "*.delete-upload-handler.twice",
      "--runs",
      "2",
    ];
    expect(await assay(args, { cwd })).toMatchObject({ code: 0 });
    const { readdir } = await import("node:fs/promises");
    const folder = join(cwd, "assay-report", "allure-results");
    const results = (await readdir(folder)).filter((name) => name.endsWith("-result.json"));
    const texts = await Promise.all(results.map((name) => readFile(join(folder, name), "utf8")));
    const parsed = texts.map(
      (text) => JSON.parse(text) as { name: string; parameters: { name: string; value: string }[] },
    );
    const rules = parsed.filter(({ name }) => name.includes("twice"));
    expect(rules).toHaveLength(3);
    for (const { parameters } of rules) {
      expect(parameters).toContainEqual(
        expect.objectContaining({ name: "target", value: "reference" }),
      );
    }
  });
});

describe("assay run on servers that cannot be judged", () => {
  test("a wrong base path: exit 3, with what it answered and what to look at", async () => {
    const url = await constantServer("<html><body>not here", 404, "text/html");
    const cwd = await folderWith({ wrong: remote(url) });
    const ended = await assay(["run", "--service", "inforouter"], { cwd });
    expect(ended.code).toBe(3);
    expect(ended.stdout).toMatch(/HTTP 404 text\/html/);
    expect(ended.stdout).toMatch(/baseUrl/);
  });

  test("wrong credentials: what needs none is judged, the rest says why", async () => {
    const { startReferenceServer } = await import("../../reference/server.ts");
    const server = await startReferenceServer();
    onTestFinished(() => server.close());
    const cwd = await folderWith({ acme: remote(server.url) });
    const ended = await assay(["run", "--operation", "DeleteUploadHandler"], { cwd });
    expect(ended.code).toBe(3);
    expect(ended.stdout).toContain("could not log in as owner");
    expect(ended.stdout).not.toContain("pa55word");
    const [target] = (await reportIn(cwd)).targets;
    const first = target?.rules.find(({ id }) => id.endsWith("guid-before-auth"));
    expect(first?.verdict).toBe("pass");
  });

  test("a server that never answers: exit 3 within a few deadlines", async () => {
    const server = createServer(() => undefined);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const cwd = await folderWith({ hanging: remote(url) });
    const ended = await assay(["run", "--timeout", "300ms"], { cwd });
    expect(ended.code).toBe(3);
    expect(ended.stdout).toContain("cannot be reached");
  });
});

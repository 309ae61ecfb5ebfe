import { watch } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { createServer, request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { assay } from "./assay.ts";
import { entryOf, servedTarget } from "./served-target.ts";

/** Everything below the folder in which a reference server keeps its files. */
async function keptBy(stagingDir: string): Promise<readonly string[]> {
  const names = await readdir(dirname(stagingDir), { recursive: true });
  return [...names].sort();
}

test("with the safety read-only nothing is ever staged, and nothing lasts", async () => {
  const { cwd, server } = await servedTarget({}, { safety: "read-only" });
  const { stagingDir } = server.inforouter.probes;
  const before = await keptBy(stagingDir);
  const seen: string[] = [];
  for (const folder of ["staging", "library", "objects"]) {
    const watcher = watch(
      join(dirname(stagingDir), folder),
      (_, name) => void seen.push(String(name)),
    );
    onTestFinished(() => watcher.close());
  }
  const ended = await assay(["run", "--runs", "2", "--seed", "1"], { cwd });
  expect(ended.code).toBeLessThanOrEqual(1);
  const [target] = (await reportIn(cwd)).targets;
  expect(target?.cases).toBeGreaterThan(0);
  expect(await keptBy(stagingDir)).toEqual(before);
  expect(seen).toEqual([]);
});

/** Operations that finalize, with the names of the parameters that say where. */
const PLACE = /^(path|folderpath)$/i;

/** Passes requests on, and keeps where documents were to be finalized. */
async function spyOn(url: string): Promise<{ readonly url: string; readonly places: Set<string> }> {
  const places = new Set<string>();
  const spy = createServer((incoming, answer) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const body = Buffer.concat(chunks);
      for (const place of placesIn(incoming.url ?? "", body.toString("latin1"))) places.add(place);
      const { method, headers } = incoming;
      const passed = httpRequest(new URL(incoming.url ?? "", url), { method, headers }, (reply) => {
        answer.writeHead(reply.statusCode ?? 500, reply.headers);
        reply.pipe(answer);
      });
      passed.on("error", () => answer.destroy());
      passed.end(body);
    });
  });
  await new Promise<void>((resolve) => spy.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    spy.closeAllConnections();
    spy.close();
  });
  return { url: `http://127.0.0.1:${(spy.address() as AddressInfo).port}`, places };
}

function placesIn(path: string, body: string): readonly string[] {
  const isUpload = /Upload(New)?Document/.test(`${path} ${body.slice(0, 2000)}`);
  if (!isUpload) return [];
  const [, query = ""] = path.split("?");
  const pairs = [...new URLSearchParams(query), ...new URLSearchParams(body)];
  const named = pairs.filter(([name]) => PLACE.test(name)).map(([, value]) => value);
  const elements = [...body.matchAll(/<(?:\w+:)?(?:path|folderPath)>([^<]*)</gi)];
  return [...named, ...elements.map(([, value = ""]) => value)];
}

test("nothing is finalized outside the writable folder", async () => {
  const { cwd, server } = await servedTarget();
  const { url, places } = await spyOn(server.url);
  const targets = { acme: entryOf(server, url) };
  await writeFile(join(cwd, "targets.json"), JSON.stringify({ targets }));
  const filter = ["--rule", "*document*", "--service", "inforouter"];
  const ended = await assay(["run", "--runs", "2", "--seed", "1", ...filter], { cwd });
  expect(ended).toMatchObject({ code: 0 });
  expect(places.size).toBeGreaterThan(10);
  const { writable } = server.inforouter.folders;
  const outside = [...places].filter(
    (place) => place !== writable && !place.startsWith(`${writable}/`),
  );
  expect(outside).toEqual([]);
});

async function reportIn(cwd: string): Promise<Report> {
  return JSON.parse(await readFile(join(cwd, "assay-report", "report.json"), "utf8")) as Report;
}

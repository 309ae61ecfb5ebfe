import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { assay } from "./assay.ts";
import { entryOf, servedTarget } from "./served-target.ts";

const RULES = "inforouter.upload-file-chunk.*";
const RUN = ["run", "--seed", "3", "--binding", "soap11", "--rule", RULES];
const BYTES = 6_000_000;

async function targetIn(cwd: string, out: string) {
  const text = await readFile(join(cwd, out, "report.json"), "utf8");
  const [target] = (JSON.parse(text) as Report).targets;
  if (!target) throw new Error("no target");
  return target;
}

/** The bytes that a dry run says. */
function bytesSaid(stdout: string): number {
  return Number(/([\d,]+) bytes/.exec(stdout)?.[1]?.replaceAll(",", ""));
}

test("a run sends no more bytes than it may, as the dry run says, and again by its plan", {
  timeout: 600_000,
}, async () => {
  const { cwd, server } = await servedTarget();
  const rehearsed = await assay([...RUN, "--dry-run", "--bytes", "6MB"], { cwd });
  expect(rehearsed.code).toBe(0);
  expect(rehearsed.stdout).toMatch(
    /acme: about [\d.]+ MB of \d+ MB are sent, because 6.0 MB may be/,
  );

  const targets = { acme: { ...entryOf(server), limits: { runBytes: BYTES } } };
  await writeFile(join(cwd, "targets.json"), JSON.stringify({ targets }));
  const run = await assay([...RUN, "--out", "planned"], { cwd });
  const first = await targetIn(cwd, "planned");
  const { bytes } = first.plan ?? {};
  expect(bytes?.all).toBeGreaterThan(BYTES);
  expect(first.bytesSent).toBeLessThanOrEqual(BYTES);
  const said = bytesSaid(rehearsed.stdout);
  expect(Math.abs((first.bytesSent ?? 0) - said)).toBeLessThan(said * 0.05);
  expect(run.stdout).toContain("because 6.0 MB may be");

  const open = first.rules.filter(({ verdict }) => verdict === "inconclusive");
  expect(open.map(({ id }) => `${id} soap11`).sort()).toEqual(
    Object.keys(bytes?.leftOut ?? {}).sort(),
  );
  expect(open.length).toBeGreaterThan(0);
  for (const { reason } of open) {
    expect(reason).toMatch(
      /^there were not enough bytes for it: it needs [\d.]+ [kM]B, of which limits/,
    );
  }
  expect(first.counts.MUST.fail ?? 0).toBe(0);
  expect(first.counts.MUST.pass).toBeGreaterThan(0);

  await assay([...RUN, "--plan", "planned/report.json", "--out", "again"], { cwd });
  const second = await targetIn(cwd, "again");
  expect(second.plan?.bytes).toEqual(bytes);
  expect(second.cases).toBe(first.cases);
  const verdicts = ({ rules }: typeof first): unknown =>
    rules.map(({ id, verdict, reason, cases }) => [id, verdict, reason, cases]);
  expect(verdicts(second)).toEqual(verdicts(first));

  const shard = await assay([...RUN, "--shard", "1/2"], { cwd });
  expect(shard.code).toBe(2);
  expect(shard.stderr).toContain("the shards of a run cannot share the bytes");
});

test("bytes that are none are refused, and those that suffice leave nothing out", async () => {
  const { cwd } = await servedTarget();
  const wrong = await assay([...RUN, "--bytes", "much"], { cwd });
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toContain("A number of bytes is needed, such as 50MB, 500kB or 1048576.");
  const small = ["run", "--seed", "3", "--binding", "get", "--rule", "inforouter.log-out.*"];
  await assay([...small, "--bytes", "1GB", "--out", "all"], { cwd });
  const { plan, counts } = await targetIn(cwd, "all");
  expect(plan).toBeUndefined();
  expect(counts.MUST.inconclusive ?? 0).toBe(0);
});

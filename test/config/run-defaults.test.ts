// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of targets.json look like this
import { join } from "node:path";
import { expect, test } from "vitest";
import { REPORT_FORMATS } from "../../src/cli/run-options.ts";
import type { Environment } from "../../src/config/targets/environment.ts";
import { type RunDefaults, readRunDefaults } from "../../src/config/targets/run-defaults.ts";
import { readTargetsSchema } from "../../src/config/targets/targets-schema.ts";
import { withFiles } from "./with-files.ts";

const TARGETS = { a: { embedded: true } };

function defaultsOf(
  run: unknown,
  { env = {}, file }: { readonly env?: Environment; readonly file?: string } = {},
): Omit<RunDefaults, "positionOf"> {
  const text = JSON.stringify({ run, targets: TARGETS }, null, 2);
  return withFiles({ [file ?? "targets.json"]: text }, (cwd) => {
    const { positionOf: _, ...defaults } = readRunDefaults({ cwd, env, file });
    return defaults;
  });
}

test("everything is taken as the file has it, and folders from there", () => {
  const run = {
    format: ["html", "junit"],
    seed: 7,
    edition: "2026-02",
    minJudged: "95%",
    out: "r",
  };
  expect(defaultsOf(run)).toEqual({ ...run, minJudged: 95 });
  expect(defaultsOf(run, { file: join("conf", "servers.json") }).out).toBe(join("conf", "r"));
});

test("variables are filled in, and what is empty says nothing", () => {
  const run = {
    seed: "${SEED}",
    format: ["${FORMAT:-md}"],
    minJudged: "${LEAST}",
    out: "${OUT:-}",
  };
  expect(defaultsOf(run, { env: { SEED: "42", LEAST: "90%" } })).toEqual({
    seed: 42,
    format: ["md"],
    minJudged: 90,
  });
});

test("a file without it, or none, has none", () => {
  expect(defaultsOf(undefined)).toEqual({});
  withFiles({}, (cwd) => expect(readRunDefaults({ cwd, env: {} }).out).toBeUndefined());
});

test.each([
  [{ sead: 1 }, {}, /targets\.json:3:\d+: unknown key "sead"\s+did you mean "seed"/i],
  [{ seed: -1 }, {}, /targets\.json:3:\d+: .*seed/],
  [{ format: ["htm"] }, {}, /targets\.json:4:\d+: [\s\S]*"html"/],
  [{ minJudged: 95 }, {}, /targets\.json:3:\d+: .*minJudged/],
  [{ seed: "${SEED}" }, {}, /targets\.json:3:\d+: run\.seed: the variable SEED is not set/],
  [{ seed: "${SEED}" }, { SEED: "x" }, /targets\.json:3:\d+: .*seed/],
])("%j with %j is refused with its place", (run, env, says) => {
  expect(() => defaultsOf(run, { env })).toThrow(says);
});

test("its schema has every format there is", () => {
  const schema = JSON.stringify(readTargetsSchema()["$defs"]);
  expect(schema).toContain(`"enum":${JSON.stringify([...REPORT_FORMATS, "allure"])}`);
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { BUILT_IN } from "../specs/built-in-specs.ts";

/**
 * The page about real servers is written where the servers can be installed. What can be seen without them: that it
 * speaks of the rules there are, and that the example's gate knows just what the page says.
 */
const ROOT = join(import.meta.dirname, "..", "..");
const EXAMPLE = join(ROOT, "examples", "tus-servers");
const PAGE = readFileSync(join(ROOT, "docs", "tus-servers.md"), "utf8");
const TUSD = join(EXAMPLE, "servers", "tusd", "go.mod");
const LEVELS = new Map(BUILT_IN.rules.map(({ id, level }) => [id, level]));

/** What no failure excuses: a server may refuse metadata, and this one refuses a key without a value. */
const LEFT_OPEN: Readonly<Record<string, readonly string[]>> = {
  "lua-tus-server": ["tus.create.empty-value-comes-back", "tus.create.metadata-form"],
};

interface Known {
  readonly rule: string;
  readonly because?: string;
  readonly flaky?: boolean;
}

/** The rows of the matrix: a rule, its level, and a verdict for each server. */
const ROWS = [...PAGE.matchAll(/^\| \[?(tus\.[\w.-]+).* \| (MUST|SHOULD|MAY) \| (.*) \|$/gm)].map(
  ([, id = "", level, verdicts = ""]) => ({ id, level, verdicts: verdicts.split(" | ") }),
);
const SERVERS = (/^\| rule \| level \| (.*) \|$/m.exec(PAGE)?.[1] ?? "").split(" | ");

test("the matrix speaks of rules that there are, by their levels", () => {
  expect(ROWS.length).toBeGreaterThan(0);
  for (const { id, level } of ROWS) expect([id, LEVELS.get(id)]).toEqual([id, level]);
});

test("the page has the versions that the example starts", () => {
  const { dependencies } = JSON.parse(
    readFileSync(join(EXAMPLE, "servers", "package.json"), "utf8"),
  ) as { readonly dependencies: Readonly<Record<string, string>> };
  for (const [name, version] of Object.entries(dependencies)) {
    expect(PAGE).toContain(`${name} ${version}`);
  }
  const [, tusd] = /tusd\/v2 v(\S+)/.exec(readFileSync(TUSD, "utf8")) ?? [];
  expect(PAGE).toContain(`| tusd ${tusd} `);
});

test("every failure of a MUST was repeated by curl", () => {
  const [, rows = ""] =
    /## Repeated by curl\n[^|]*\n\| {2}\|.*\n.*\n((?:\|.*\n)+)/.exec(PAGE) ?? [];
  const counts = [...rows.matchAll(/^\| ([\w-]+) \| (\d+) \| (\d+) \| (.*) \|$/gm)];
  expect(counts.map(([, server]) => server)).toEqual(SERVERS);
  for (const [, , failures, repeated, missed] of counts) {
    expect([repeated, missed]).toEqual([failures, "none"]);
  }
});

describe.each(SERVERS)("%s", (server) => {
  const { deviations } = parse(
    readFileSync(join(EXAMPLE, "deviations", `${server}.yaml`), "utf8"),
  ) as { readonly deviations: readonly Known[] };
  const rows = (verdict: string) =>
    ROWS.filter(({ verdicts }) => verdicts[SERVERS.indexOf(server)] === verdict);
  const found = (verdict: string) => rows(verdict).map(({ id }) => id);
  const rulesOf = (entries: readonly Known[]) => [...new Set(entries.map(({ rule }) => rule))];
  const ofFailures = deviations.filter(({ because }) => because === undefined);
  const flaky = rulesOf(ofFailures.filter((entry) => entry.flaky));

  test("what fails is known to the gate, and nothing else but what comes and goes", () => {
    const steady = rulesOf(ofFailures.filter((entry) => !entry.flaky));
    const failing = found("**fails**");
    expect(failing.filter((id) => !flaky.includes(id)).sort()).toEqual(steady.sort());
  });

  test("what is not judged is known to the gate, too", () => {
    const open = rulesOf(deviations.filter(({ because }) => because !== undefined));
    // Another level keeps no gate shut.
    const must = rows("not judged").filter(({ level }) => level === "MUST");
    const notJudged = must.map(({ id }) => id).filter((id) => !flaky.includes(id));
    expect([...open, ...(LEFT_OPEN[server] ?? [])].sort()).toEqual(notJudged.sort());
  });
});

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, describe, expect, onTestFinished, test } from "vitest";
import { audit } from "../../src/audit/audit.ts";
import type { AuditOptions } from "../../src/audit/audit-options.ts";
import { loadVocabulary } from "../../src/built-in/load-vocabulary.ts";
import { VOCABULARY } from "../../src/built-in/vocabulary.ts";
import type { RuleReport } from "../../src/model/report.ts";
import { TOOLKIT } from "../../src/properties/toolkit.ts";
import { assay, emptyFolder } from "../cli/assay.ts";

const PACK = join(import.meta.dirname, "..", "..", "examples", "lock-pack");
let server: Server | undefined;
afterEach(() => void server?.close());

/** How a server of locks is broken: it takes twice, or looks and takes with a moment between. */
type Fault = "takes twice" | "takes slowly" | undefined;

async function serve(fault: Fault): Promise<string> {
  const taken = new Set<string>();
  const running = createServer(async ({ method, url = "" }, response) => {
    const wasTaken = taken.has(url);
    if (method === "PUT") {
      if (fault === "takes slowly") await delay(20);
      taken.add(url);
      response.writeHead(wasTaken && fault !== "takes twice" ? 409 : 201).end();
    } else response.writeHead(taken.delete(url) ? 204 : 404).end();
  });
  server = running;
  await new Promise<void>((resolve) => running.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(running.address() as AddressInfo).port}`;
}

async function verdicts(
  fault: Fault,
  from: Partial<AuditOptions> = { specs: [PACK] },
): Promise<Readonly<Record<string, RuleReport>>> {
  const baseUrl = await serve(fault);
  const { report } = await audit({
    targets: { mine: { services: { locks: { baseUrl } } } },
    select: { service: ["locks"] },
    runs: 20,
    seed: 1,
    ...from,
  });
  const rules = report.targets[0]?.rules ?? [];
  return Object.fromEntries(rules.map((rule) => [rule.id.split(".")[2] ?? "", rule]));
}

describe("the properties and generators of a pack", () => {
  test("are judged as the built-in ones", async () => {
    expect(await verdicts(undefined)).toMatchObject({
      "any-sequence": { verdict: "pass", reason: null },
      race: { verdict: "pass", reason: null },
      "any-name": { verdict: "pass", reason: null },
    });
  });

  test("find what single steps cannot, shrunk, with the statement that forbids it", async () => {
    const { "any-sequence": model } = await verdicts("takes twice");
    expect(model?.failures).toMatchObject([
      {
        statements: ["LK-02"],
        reproduced: "3/3",
        expected: [expect.stringContaining("refused, because l0 is taken")],
      },
    ]);
    expect(model?.failures[0]?.steps.map(({ call }) => call)).toEqual(["Take", "Take"]);
    expect(await verdicts("takes slowly")).toMatchObject({
      "any-sequence": { verdict: "pass" },
      race: { verdict: "fail" },
    });
  });

  test("can be given by a program", async () => {
    const { adapters: _, properties, ...own } = await loadVocabulary([PACK], process.cwd());
    const mine = [...properties.values()].filter(({ name }) => !VOCABULARY.properties.has(name));
    expect([...own.generators.keys()]).toContain("lock.name");
    const rule = (property: string) => ({
      ...{ id: property, level: "MUST", statements: ["LK-02"], source: "Locks", title: property },
      ...{ property, control: { within: "one is refused" } },
    });
    const files = [
      {
        service: "locks",
        document: { title: "Locks" },
        bindings: ["rest"],
        target: { properties: {} },
        operations: Object.fromEntries(
          [
            ["Take", "PUT"],
            ["Give", "DELETE"],
          ].map(([name, method]) => [
            name,
            {
              ...{ bindings: ["rest"], answer: "none", http: { method, path: "/locks/{id}" } },
              parameters: { id: { type: "string", in: "path" } },
            },
          ]),
        ),
      },
      { statements: { "LK-02": { level: "MUST", where: "Locks", text: "One is refused." } } },
      { service: "locks", operation: "Take", rules: [rule("lock-model"), rule("lock-race")] },
    ];
    const told = await verdicts("takes twice", { services: [{ files, properties: mine }] });
    expect(told).toMatchObject({
      "lock-model": { verdict: "fail" },
      "lock-race": { verdict: "fail" },
    });
  });

  test("are explained, and listed", async () => {
    const cwd = await emptyFolder();
    const explained = await assay(["explain", "locks.take.any-sequence", "--specs", PACK], {
      cwd,
      env: {},
    });
    expect(explained.stdout).toContain("lock-model: Taking and giving a lock in any order.");
    expect(explained.stdout).toContain("- a lock that is taken is refused (LK-02)");
    const listed = await assay(["list", "--generators", "--specs", PACK], { cwd, env: {} });
    expect(listed.stdout).toContain("lock.name");
  });

  test.each([
    ["nothing", "export const other = 1;", /no default export, no properties and no generators/],
    ["no list", "export const properties = {};", /its properties are no list/],
    [
      "none that can be run",
      "export const properties = [{ name: 'a' }];",
      /properties\[0\] is no property/,
    ],
    [
      "one that throws",
      "export const properties = () => { throw new Error('x'); };",
      /its properties cannot be made: x/,
    ],
    [
      "no function",
      "export const generators = { a: 1 };",
      /its generators are not functions by name/,
    ],
    [
      "a taken name",
      "export const generators = { boolean: () => 1 };",
      /there is already a generator "boolean"/,
    ],
  ])("that are %s are told", async (_, text, message) => {
    const folder = mkdtempSync(join(tmpdir(), "assay-pack-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, "adapter.mjs"), text);
    const problems = await loadVocabulary([folder], folder).catch((error) => error.problems);
    expect(problems).toMatchObject([{ message: expect.stringMatching(message) }]);
  });
});

test("the package exports by name what an adapter.js is given", async () => {
  const exported: Readonly<Record<string, unknown>> = await import("../../src/index.ts");
  for (const [name, part] of Object.entries(TOOLKIT))
    expect([name, exported[name]]).toEqual([name, part]);
});

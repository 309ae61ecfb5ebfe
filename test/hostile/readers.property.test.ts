// biome-ignore-all lint/suspicious/noThenProperty: rule files have it
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { summary } from "../../reporters/summary/summary.ts";
import { loadSpecs } from "../../src/built-in/load-specs.ts";
import { readReport } from "../../src/cli/read-report.ts";
import { readFuzzState } from "../../src/config/files/fuzz-state-file.ts";
import { loadTargets } from "../../src/config/targets/load-targets.ts";
import { describeAnswer } from "../../src/judge/answer/describe-answer.ts";
import { readAnswer } from "../../src/judge/answer/read-answer.ts";
import { UsageError } from "../../src/model/errors.ts";
import { collectProblems } from "../../src/rules/source/collect-problems.ts";
import { parseSpecs } from "../../src/rules/source/parse-specs.ts";
import { readJournal } from "../../src/run/cleanup/read-journal.ts";
import { operation } from "../judge/responses.ts";
import { conforming } from "../reporters/fixtures/conforming.ts";
import { violating } from "../reporters/fixtures/violating.ts";
import { isWhole } from "../sampled.ts";

const folder = mkdtempSync(join(tmpdir(), "assay-readers-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The shares of 100,000 cases in `npm run test:all`: what reads slowly gets fewer. */
const SHARES: Readonly<Record<string, number>> = {
  answers: 45_000,
  journals: 30_000,
  campaigns: 15_000,
  packs: 5_000,
  reports: 3_000,
  targets: 2_000,
};
/** A day's tests look at a few. */
const FEW = 15;

function file(name: string, text: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const PIECES = [
  ...[
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    '"',
    "\\",
    "\n",
    "- ",
    "&a ",
    "*a",
    "<<: ",
    "!!x ",
    "# ",
    "|\n",
  ],
  ...[
    "<a>",
    "</a>",
    "<a/>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "<!DOCTYPE a [",
    "&amp;",
    "&#0;",
    "&x;",
    "=",
  ],
  ...["__proto__", "constructor", "toString", "null", "1e999", "-", "success='true'", "error=''"],
  ...[
    "rules",
    "targets",
    "service",
    "statements",
    "format",
    "\u0000",
    "\ufeff",
    "\ud800",
    "\u202e",
  ],
] as const;

/** Text in the syntax of everything that is read, and in none. */
const anyText = fc.oneof(
  fc
    .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 6 })), { maxLength: 40 })
    .map((all) => all.join("")),
  fc.json(),
);

const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(null, true, 0, -1, 1e300, "", "x", [], {}, [[]], { toString: 1, valueOf: 1 }),
  fc.constant(JSON.parse('{"__proto__": {"x": 1}}')),
  fc.jsonValue({ maxDepth: 3 }),
  anyText,
);

/** A document that is as it should be but for one place, or a few. */
function mutated(document: unknown): fc.Arbitrary<string> {
  const change = fc.tuple(fc.nat(), oddValue, fc.boolean());
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => {
    const copy: unknown = JSON.parse(JSON.stringify(document));
    for (const [number, value, removes] of changes) {
      const places = placesIn(copy);
      const [holder, key] = places[number % places.length] ?? [{}, ""];
      if (removes && !Array.isArray(holder)) delete holder[key as never];
      else put(holder, key, JSON.parse(JSON.stringify(value)));
    }
    return JSON.stringify(copy);
  });
}

/** As JSON has it: a member by any name, also that of a prototype. */
function put(holder: Holder, key: string, value: unknown): void {
  Object.defineProperty(holder, key, {
    value,
    ...{ enumerable: true, configurable: true, writable: true },
  });
}

type Holder = Record<string, unknown> | unknown[];

function placesIn(value: unknown): readonly (readonly [Holder, string])[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    [value as Holder, key] as const,
    ...placesIn(inner),
  ]);
}

/** Reads it, or says what is wrong with it: everything else is a bug of ours. */
async function readsOrRefuses(read: () => unknown): Promise<void> {
  try {
    await read();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    expect(error.problems.length).toBeGreaterThan(0);
    for (const { message } of error.problems) expect(message).not.toBe("");
  }
}

const JOURNAL_HEADER = {
  ...{ format: "assay-journal", formatVersion: 1, run: "a", startedAt: "2026-01-01T00:00:00Z" },
  ...{ process: { pid: 1, stamp: "s", host: "h" }, targetsFile: "/x", targets: { mine: [] } },
};
const JOURNAL_ENTRY = {
  ...{ n: "1", target: "mine", what: "upload", service: "s", as: "owner", id: "x" },
  remove: { call: "DeleteUpload", with: { a: 1 }, at: "/x" },
};
const RULES = {
  ...{ service: "apidatatools", operation: "DeleteUpload" },
  rules: [
    {
      ...{ id: "x", level: "MUST", statements: ["DUA-01"], source: "a", title: "b", maxRuns: 5 },
      ...{
        forAll: { id: "upload-id.unknown" },
        control: { within: "the call is answered" },
        faults: [],
      },
      steps: [{ call: "DeleteUpload", with: { "x-upload-id": "$id" }, then: { status: 404 } }],
    },
  ],
};
const STATE = {
  seed: 1,
  units: [
    {
      round: 1,
      verdict: {
        ...{ target: "a", rule: "b", binding: "rest", verdict: "pass", reason: null, cases: 1 },
        ...{ requests: 1, durationMs: 1, failures: [], observed: null, exercised: [] },
        alternatives: {},
      },
    },
  ],
};
const TARGETS = {
  default: "mine",
  targets: {
    mine: {
      services: {
        inforouter: {
          baseUrl: "http://127.0.0.1:1/srv.asmx",
          users: { owner: { uid: "a", pwd: "b" } },
        },
      },
      ...{ limits: { timeoutMs: 1000 }, safety: "full", authorized: true },
    },
    other: { embedded: { faults: [] } },
  },
};

const specs = loadSpecs([], process.cwd());
const PAPER = { color: false, width: 80, verbose: true, failOn: "must", reportPath: "r" } as const;

/** Every reader of what somebody else wrote, and a text for it. */
const READERS: Readonly<
  Record<string, readonly [fc.Arbitrary<string>, (text: string) => unknown]>
> = {
  answers: [
    anyText,
    (text) => {
      const body = Buffer.from(text, "utf8");
      for (const type of ["application/json", "text/xml; charset=utf-16", "text/plain", "\u0000"]) {
        for (const form of ["xml", "json"] as const) {
          const reply = {
            kind: "response",
            status: 200,
            headers: { "content-type": type },
            body,
            durationMs: 1,
          } as const;
          describeAnswer(
            readAnswer(reply, operation(form as "xml"), form === "json" ? "rest" : "soap11"),
          );
        }
      }
    },
  ],
  reports: [
    fc.oneof(anyText, mutated(violating), mutated(conforming)),
    async (text) => summary(await readReport(file("r.json", text)), PAPER),
  ],
  journals: [
    fc.oneof(
      anyText,
      fc
        .tuple(mutated(JOURNAL_HEADER), mutated(JOURNAL_ENTRY))
        .map((lines) => `${lines.join("\n")}\n`),
      mutated(JOURNAL_ENTRY).map((line) => `${JSON.stringify(JOURNAL_HEADER)}\n${line}\n`),
    ),
    (text) => readJournal(file("j.jsonl", text)),
  ],
  packs: [
    fc.oneof(anyText, mutated(RULES)),
    (text) => parseSpecs([{ path: "a.yaml", text }], collectProblems()),
  ],
  targets: [
    fc.oneof(anyText, mutated(TARGETS)),
    (text) =>
      loadTargets({ file: file("targets.json", text), cwd: folder, env: {}, specs }).select([]),
  ],
  campaigns: [fc.oneof(anyText, mutated(STATE)), (text) => readFuzzState(file("state.json", text))],
};

describe("readers of what somebody else wrote", () => {
  it.each(Object.entries(READERS))(
    "%s: whatever is written, it is read or refused",
    async (name, [texts, read]) => {
      const property = fc.asyncProperty(texts, (text) => readsOrRefuses(() => read(text)));
      await fc.assert(property, { numRuns: isWhole ? (SHARES[name] ?? FEW) : FEW });
    },
    isWhole ? 3_600_000 : 180_000,
  );

  const SMALL = 20_000;
  const LARGE = 4 * SMALL;
  /** Four times the text may take four times as long; ten times would be another curve. */
  const MOST = 10;
  const FLOOR_MS = 150;
  const repeated = PIECES.flatMap((piece) => Object.keys(READERS).map((name) => ({ piece, name })));
  it.each(isWhole ? repeated : repeated.filter((_, index) => index % 37 === 0))(
    "$name: time grows with the length of $piece",
    async ({ piece, name }) => {
      const [, read] = READERS[name] ?? [];
      if (!read) throw new Error(`there is no reader of ${name}`);
      const costOf = async (length: number): Promise<number> => {
        const text = piece.repeat(Math.ceil(length / piece.length));
        const before = process.cpuUsage();
        await readsOrRefuses(() => read(text));
        const { user, system } = process.cpuUsage(before);
        return (user + system) / 1_000;
      };
      await costOf(SMALL);
      const small = Math.max(FLOOR_MS, await costOf(SMALL));
      expect(await costOf(LARGE)).toBeLessThan(small * MOST);
    },
  );
});

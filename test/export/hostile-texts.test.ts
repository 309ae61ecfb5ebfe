import { execFileSync, spawnSync } from "node:child_process";
import vm from "node:vm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import type { ExportedRequest, ExportedTest } from "../../src/export/exported-test.ts";
import { httpFile, httpTest } from "../../src/export/formats/http/render-http.ts";
import { hurlTest } from "../../src/export/formats/hurl/render-hurl.ts";
import { openApiExample, openApiFile } from "../../src/export/formats/openapi/render-openapi.ts";
import { pytestFile, pytestTest } from "../../src/export/formats/pytest/render-pytest.ts";
import { vitestFile, vitestTest } from "../../src/export/formats/vitest/render-vitest.ts";
import { wellFormed } from "../../src/wire/encode/percent.ts";

/** What ends texts, comments, lines and blocks somewhere, beside any characters at all. */
const BREAKERS = [
  ...["'", '"', "`", "\\", "\n", "\r", "\u2028", "\u2029", "\0", "\u0085", "${", "*/", "//", "#"],
  ...[
    '"""',
    "'''",
    "{{",
    "}}",
    "### ",
    "< ./f",
    "\ud800",
    "\udfff",
    "\ufeff",
    "\u202e",
    "😀",
    "'); ",
  ],
];
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...BREAKERS), fc.string({ unit: "binary", maxLength: 4 })), {
    maxLength: 12,
  })
  .map((parts) => parts.join(""));

function exportedTest(text: string, body: string): ExportedTest {
  const request: ExportedRequest = {
    call: text,
    binding: "post",
    method: "POST",
    url: [{ kind: "base" }, "/a?b=", { kind: "variable", name: "OWNER_TICKET", into: "url" }],
    headers: [["content-type", ["text/plain"]]],
    body: body === "" ? ["x"] : [body],
    saves: [],
    checks: [
      {
        words: text,
        holds: {
          any: [
            { of: { kind: "attribute", name: text }, is: { sameText: text } },
            { of: { kind: "json", pointer: `/${text}` }, is: { same: { [text]: text } } },
          ],
        },
      },
    ],
    answered: { status: 200, headers: {}, text, sha256: undefined, length: undefined },
  };
  return {
    id: "0123456789ab",
    rule: text,
    title: text,
    level: "MUST",
    service: "inforouter",
    binding: text,
    target: text,
    source: { document: text, where: text },
    expected: [text],
    actual: text,
    base: "http://127.0.0.1:1",
    variables: [{ name: "OWNER_TICKET", about: text }],
    requests: [request],
  };
}

/** A body that a client sends in UTF-8: half a pair has none. */
const body = hostile.map(wellFormed);

interface Sent {
  readonly url: string;
  readonly body: string;
}

/** Runs the one test of a file, with a server that says nothing. */
async function runFile(file: string): Promise<{ readonly sent: Sent[]; readonly checked: number }> {
  const code = file.replace(/^import .*$/gm, "");
  const sent: Sent[] = [];
  let checked = 0;
  let body: (() => Promise<void>) | undefined;
  const expectation = () => {
    checked += 1;
    return { toBe: () => undefined };
  };
  vm.runInNewContext(code, {
    AbortSignal,
    Buffer,
    encodeURIComponent,
    isDeepStrictEqual: () => false,
    process: { env: { OWNER_TICKET: "a b" } },
    expect: expectation,
    test: (_: string, run: () => Promise<void>) => {
      body = run;
    },
    fetch: async (url: string, options: { body: Buffer }) => {
      sent.push({ url, body: options.body.toString("utf8") });
      return { status: 200, headers: new Headers(), arrayBuffer: async () => new ArrayBuffer(0) };
    },
  });
  await body?.();
  return { sent, checked };
}

test("a file for Vitest is JavaScript that sends just what was sent, whatever texts stand in it", async () => {
  await fc.assert(
    fc.asyncProperty(hostile, body, async (text, content) => {
      const one = exportedTest(text, content);
      const { sent, checked } = await runFile(vitestFile([one], [vitestTest(one)]));
      const url = "http://127.0.0.1:1/a?b=a%20b";
      expect(sent).toEqual([{ url, body: content === "" ? "x" : content }]);
      expect(checked).toBe(1);
    }),
    { numRuns: fewer(300) },
  );
});

/** Compiles each file and gives every constant text of its test. */
const READS = `
import ast, json, sys
found = []
for file in json.load(sys.stdin):
    tree = ast.parse(file)
    tests = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
    assert len(tests) == 1, tests
    found.append([node.value for node in ast.walk(tests[0]) if isinstance(node, ast.Constant) and isinstance(node.value, str)])
json.dump(found, sys.stdout)
`;

import { fewer } from "../sampled.ts";

const hasPython = spawnSync("python3", ["--version"]).status === 0;

test.skipIf(!hasPython)(
  "a file for pytest is Python with just the texts that were sent, whatever they are",
  () => {
    const texts = fc.sample(fc.tuple(hostile, body), { numRuns: 300, seed: 17 });
    const files = texts.map(([text, content]) => {
      const one = exportedTest(text, content);
      return pytestFile([one], [pytestTest(one)]);
    });
    const input = JSON.stringify(files);
    const read = JSON.parse(
      execFileSync("python3", ["-c", READS], { input, encoding: "utf8", maxBuffer: 1e9 }),
    ) as string[][];
    for (const [index, [text, content]] of texts.entries()) {
      const constants = read[index] ?? [];
      expect(constants).toContain(text);
      expect(constants).toContain(content === "" ? "x" : content);
    }
  },
);

test("a .http file has one request for each, whatever texts stand in it, or says that it cannot", () => {
  let written = 0;
  fc.assert(
    fc.property(hostile, body, (text, content) => {
      const one = exportedTest(text, content);
      let rendered: string;
      try {
        rendered = httpTest(one);
      } catch (error) {
        expect(error).toHaveProperty("name", "NotExpressible");
        return;
      }
      written += 1;
      const file = httpFile([one], [rendered]);
      expect(file.match(/^###/gm)).toHaveLength(1);
      const lines = file.slice(file.indexOf("\n###")).trim().split("\n");
      const request = lines.findIndex((line) => line.startsWith("POST "));
      expect(lines.slice(0, request).every((line) => line.startsWith("#"))).toBe(true);
      expect(lines.slice(request + 3).join("\n")).toBe(content === "" ? "x" : content);
    }),
    { numRuns: fewer(300) },
  );
  expect(written).toBeGreaterThan(0);
});

test("examples of OpenAPI are YAML that says what was sent, whatever it was", () => {
  fc.assert(
    fc.property(hostile, body, (text, content) => {
      const one = exportedTest(text, content);
      const { operations } = parse(openApiFile([openApiExample(one)])) as {
        operations: { operationId: string; examples: { requestBody: object }[] }[];
      };
      expect(operations[0]?.operationId).toBe(text);
      const value = content === "" ? "x" : content;
      expect(JSON.stringify(operations[0]?.examples[0]?.requestBody)).toContain(
        JSON.stringify(value),
      );
    }),
    { numRuns: fewer(300) },
  );
});

test("a file for hurl has one request and no line but its own, whatever texts stand in it", () => {
  fc.assert(
    fc.property(hostile, body, (text, content) => {
      const { requests, ...others } = exportedTest(text, content);
      const [request] = requests as [ExportedRequest];
      const holds = { of: { kind: "header", name: text }, is: { sameText: text } } as const;
      const checked = { ...request, checks: [{ words: text, holds }] };
      const file = hurlTest({ ...others, requests: [checked] });
      const lines = file.split("\n").filter((line) => line !== "" && !line.startsWith("# "));
      expect(lines).toEqual([
        expect.stringMatching(/^POST \{\{SERVER_URL\}\}\/a\?b=\{\{OWNER_TICKET\}\}$/),
        "content-type: text/plain",
        expect.stringMatching(/^`(?:[^`\\#{}\u007f-\u{10ffff}]|\\u\{[0-9a-f]+\})*`$/u),
        "HTTP *",
        "[Asserts]",
        expect.stringMatching(
          /^header "(?:[^"\\#{}\u007f-\u{10ffff}]|\\u\{[0-9a-f]+\})*" == "(?:[^"\\#{}\u007f-\u{10ffff}]|\\u\{[0-9a-f]+\})*"$/u,
        ),
      ]);
    }),
    { numRuns: fewer(300) },
  );
});

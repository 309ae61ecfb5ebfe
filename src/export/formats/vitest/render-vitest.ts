import type { JsonValue } from "../../../model/value.ts";
import { aboutTest, aboutVariables, nameOfTest } from "../../code/comment.ts";
import { conditionCode } from "../../code/condition-code.ts";
import { helpersFor } from "../../code/helpers.ts";
import { bytesCode, placeCode, textCode } from "../../code/part-code.ts";
import type { Tongue } from "../../code/tongue.ts";
import { BASE_VARIABLE, type ExportedRequest, type ExportedTest } from "../../exported-test.ts";
import { refuseForFetch } from "./refuse-for-fetch.ts";
import { VITEST_HELPERS } from "./vitest-helpers.ts";

/** Milliseconds for a test. */
const TIMEOUT = "120_000";

/** What a file imports when one of its helpers needs it. */
const IMPORTS: readonly (readonly [module: string, names: readonly string[]])[] = [
  ["node:crypto", ["createHash", "randomUUID"]],
  ["node:util", ["isDeepStrictEqual"]],
  ["node:zlib", ["gunzipSync"]],
];

/** One test as it stands in a file for Vitest. Throws NotExpressible for what fetch does not send. */
export function vitestTest(test: ExportedTest): string {
  for (const request of test.requests) refuseForFetch(request);
  const lines = test.requests.flatMap((request, index) => requestLines(request, index + 1));
  const usesRun = lines.some((line) => line.includes("newName(run"));
  const body = [
    `const base = variable(${javascript.literal(BASE_VARIABLE)}, ${javascript.literal(test.base)});`,
    ...(usesRun ? ["const run = newRun();"] : []),
    ...(lines.some((line) => line.includes("saved.")) ? ["const saved = new Map();"] : []),
    ...lines,
  ];
  return [
    ...aboutTest(test).map((line) => `// ${line}`),
    `test(${javascript.literal(nameOfTest(test))}, async () => {`,
    ...body.map((line) => `  ${line}`),
    `}, ${TIMEOUT});`,
  ].join("\n");
}

/** The tests as one file that needs Vitest and Node alone. */
export function vitestFile(tests: readonly ExportedTest[], written: readonly string[]): string {
  const helpers = helpersFor(written.join("\n"), VITEST_HELPERS);
  const code = helpers.join("\n\n");
  const imports = IMPORTS.flatMap(([module, names]) => {
    const used = names.filter((name) => code.includes(`${name}(`));
    return used.length > 0 ? [`import { ${used.join(", ")} } from "${module}";`] : [];
  });
  return `${[
    [
      "// Failures that assay found, as tests of their own: npx vitest run THIS-FILE",
      ...aboutVariables(tests).map((line) => `// ${line}`),
      ...imports,
      'import { expect, test } from "vitest";',
    ].join("\n"),
    ...written,
    ...helpers,
  ].join("\n\n")}\n`;
}

function requestLines(request: ExportedRequest, number: number): readonly string[] {
  const { call, method, url, headers, body, saves, checks } = request;
  const answer = `answer${number}`;
  const { literal } = javascript;
  const lines = headers.map(([name, value]) => `${literal(name)}: ${textCode(value, javascript)}`);
  const sent = [
    literal(method),
    textCode(url, javascript),
    lines.length > 0 ? `{ ${lines.join(", ")} }` : "{}",
    ...(body.length > 0 ? [bytesCode(body, javascript)] : []),
  ];
  return [
    `// ${number} ${call.replace(/[^\w.-]/g, "_")}`,
    `const ${answer} = await send(${sent.join(", ")});`,
    ...checks.map(
      ({ words, holds }) =>
        `expect(${conditionCode(holds, answer, javascript)}, ${literal(words)} + ", " + told(${answer})).toBe(true);`,
    ),
    ...saves.map(
      ({ name, from }) =>
        `saved.set(${literal(name)}, given(${placeCode(from, answer, javascript)}, ${literal(name)}, ${answer}));`,
    ),
  ];
}

/** Characters that end a line of JavaScript, or that nobody sees, as escapes. */
const UNSEEN = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu;
const HEX = 16;
const HEX_DIGITS = 4;

function literal(value: JsonValue): string {
  return JSON.stringify(value).replace(UNSEEN, (character) =>
    Array.from({ length: character.length }, (_, index) => {
      const code = character.charCodeAt(index);
      return `\\u${code.toString(HEX).padStart(HEX_DIGITS, "0")}`;
    }).join(""),
  );
}

const javascript: Tongue = {
  literal,
  call: (name, ...args) => `${name}(${args.join(", ")})`,
  and: "&&",
  or: "||",
  not: (part) => `!(${part})`,
  saved: (name) => `saved.get(${literal(name)})`,
  encoded: (text) => `Buffer.from(${text})`,
  joined: (parts) => `Buffer.concat([${parts.join(", ")}])`,
};

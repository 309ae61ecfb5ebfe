import { visible } from "../../../reporters/text/visible.ts";
import { BASE_VARIABLE, type ExportedTest } from "../exported-test.ts";

/** Longer sentences of a server are cut in comments. */
const MOST_CHARS = 300;

/** A text as one line that is only read: nothing in it can end a comment of a line. */
export function oneLine(text: string): string {
  const line = visible(text);
  return line.length > MOST_CHARS ? `${line.slice(0, MOST_CHARS)}…` : line;
}

/** What a test is about, a line each. */
export function aboutTest(test: ExportedTest): readonly string[] {
  const { rule, title, level, source, target, id, expected, actual } = test;
  return [
    `${title} (${level}, ${rule})`,
    [source.document, source.where, source.url].filter(Boolean).join(", "),
    `failure ${id} of ${target}: expected ${expected.join(" and ")}, got ${actual}`,
  ].map(oneLine);
}

/** What a file reads from the environment, a line each. */
export function aboutVariables(tests: readonly ExportedTest[]): readonly string[] {
  const about = new Map(
    tests.flatMap(({ variables }) => variables.map((one) => [one.name, one.about])),
  );
  const bases = [...new Set(tests.map(({ base }) => base))].join(", ");
  return [
    `${BASE_VARIABLE}: scheme, host and port of the server (recorded at ${bases})`,
    ...[...about].map(([name, says]) => `${name}: ${says}`),
  ].map((line) => visible(line));
}

/** The name of a test: the rule, the binding and the id of the failure. */
export function nameOfTest({ rule, binding, id, title }: ExportedTest): string {
  return oneLine(`${rule} on ${binding}: ${title} (${id})`);
}

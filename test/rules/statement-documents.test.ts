// biome-ignore-all lint/suspicious/noTemplateCurlyInString: documents of a service look like this
import { expect, test } from "vitest";
import { type Change, compileSmall, problemsOf } from "./small-specs.ts";

function documents(text: string): Change {
  return ["statements.yaml", "statements:\n", `documents:\n  S: ${text}\nstatements:\n`];
}

const PAGES: Change = [
  "service.yaml",
  "operations:",
  'document: { title: "${operation} page", url: "https://a.test/${operation}" }\noperations:',
];

const ofFirst = (...changes: readonly Change[]) =>
  compileSmall(changes).statements["S-01"]?.document;

test("a statement has the document that its letters stand for", () => {
  expect(ofFirst()).toBeUndefined();
  const title = "House rules";
  expect(ofFirst(documents("{ title: House rules }"))).toEqual({ title });
  expect(ofFirst(documents('{ title: House rules, url: "https://a.test" }'))).toEqual({
    title,
    url: "https://a.test",
  });
});

test("else that of the first operation named, unless a part of it is written", () => {
  const named = "service: inforouter, operations: [Send, Create]";
  expect(ofFirst(PAGES, documents(`{ ${named} }`))).toEqual({
    title: "Send page",
    url: "https://a.test/Send",
  });
  expect(ofFirst(PAGES, documents(`{ ${named}, title: Chunks }`))).toEqual({
    title: "Chunks",
    url: "https://a.test/Send",
  });
  expect(ofFirst(documents(`{ ${named} }`))).toBeUndefined();
});

test.each([
  [
    "a service that there is not",
    "{ service: inforuter, operations: [Send] }",
    'statements.yaml:2:17: unknown service "inforuter"\n  did you mean "inforouter"?',
  ],
  [
    "an operation that there is not",
    "{ service: inforouter, operations: [Send, Creat] }",
    'statements.yaml:2:48: unknown operation "Creat"\n  did you mean "Create"?',
  ],
  [
    "nothing to name it by",
    '{ url: "https://a.test" }',
    'statements.yaml:2:6: "S" names neither a title nor a service and its operations; found an object',
  ],
])("%s is told", (_, text, problem) => {
  expect(problemsOf([documents(text)])).toEqual(["[spec-invalid]", problem]);
});

import { expect, test } from "vitest";
import { readJson } from "../../src/judge/answer/read-answer.ts";
import { mismatchesOf } from "./answers.ts";

const JSON_TYPE = "application/json";

/** What is wrong with a body of a type. */
const wrong = (body: string | Buffer, headers: Readonly<Record<string, string>>) => {
  const response = { kind: "response", status: 200, headers, body: Buffer.from(body) } as const;
  return mismatchesOf({ wellFormed: true }, { ...readJson(response as never), headers });
};

test.each([
  ["a list that breaks off", '{"uploads":[{"name":"a"}]'],
  ["a quotation mark as it is", '{"name":""a""}'],
  ["no UTF-8", Buffer.from('{"name":"\u00e4"}', "latin1")],
  ["a page", "<html></html>"],
])("%s is no JSON, whatever its type says", (_, body) => {
  expect(wrong(body, { "content-type": JSON_TYPE })).toHaveLength(1);
  expect(wrong(body, { "content-type": "application/problem+json; charset=utf-8" })).toHaveLength(
    1,
  );
});

test.each([
  ["JSON in UTF-8", '{"name":"\u00e4\u6f22\ud83d\ude00"}', { "content-type": JSON_TYPE }],
  ["null", "null", { "content-type": JSON_TYPE }],
  ["no body", "", { "content-type": JSON_TYPE }],
  ["text", "not json", { "content-type": "text/plain" }],
  ["a body without a type", "not json", {}],
  [
    "an older encoding that is named",
    Buffer.from('{"name":"\u00e4"}', "latin1"),
    { "content-type": `${JSON_TYPE}; charset=iso-8859-1` },
  ],
  ["what is packed", "\u001f\u008b", { "content-type": JSON_TYPE, "content-encoding": "gzip" }],
])("nothing is wrong with %s", (_, body, headers) => {
  expect(wrong(body, headers)).toEqual([]);
});

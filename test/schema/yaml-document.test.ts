import { describe, expect, it, test } from "vitest";
import { parseYamlDocument } from "../../src/schema/yaml-document.ts";
import { place, printedFailure } from "./printed.ts";

const TEXT = `# a comment
service: inforouter
rules:
  - id: one
    steps:
      - call: Delete   # the second
        with: { ticket: &bad "x", 'Upload Handler': y }
      - call:
        with: { ticket: *bad }
shared: &shared
  deep: { er: 1 }
used: *shared
404: status
`;

describe("a YAML document", () => {
  const document = parseYamlDocument("f.yaml", TEXT);

  it("holds plain data with string keys", () => {
    expect(document.value).toEqual({
      service: "inforouter",
      rules: [
        {
          id: "one",
          steps: [
            { call: "Delete", with: { ticket: "x", "Upload Handler": "y" } },
            { call: null, with: { ticket: "x" } },
          ],
        },
      ],
      shared: { deep: { er: 1 } },
      used: { deep: { er: 1 } },
      404: "status",
    });
  });

  test.each([
    [["service"], "key", "2:1"],
    [["service"], "value", "2:10"],
    [["rules"], "key", "3:1"],
    [["rules"], "value", "4:3"],
    [["rules", 0], "key", "4:5"],
    [["rules", 0, "steps", 0, "with", "Upload Handler"], "key", "7:35"],
    [["rules", 0, "steps", 0, "with", "Upload Handler"], "value", "7:53"],
    [["rules", 0, "steps", 1, "call"], "key", "8:9"],
    [["rules", 0, "steps", 1, "with", "ticket"], "value", "9:25"],
    [["used", "deep", "er"], "key", "11:11"],
    [["404"], "value", "13:6"],
    [[], "value", "2:1"],
  ] as const)("knows where %j (%s) is", (path, part, expected) => {
    expect(place(document, path, part)).toBe(expected);
  });

  test.each([
    [["rules", 0, "titel"], "4:5"],
    [["rules", 7, "id"], "4:3"],
    [["nothing", "at", "all"], "2:1"],
    [["service", "deeper"], "2:10"],
  ] as const)("answers for the missing %j with its nearest parent", (path, expected) => {
    expect(place(document, path)).toBe(expected);
  });

  it("counts columns the same with CRLF and a byte order mark", () => {
    const windows = parseYamlDocument("f.yaml", "\uFEFFa: 1\r\nb:\r\n  c: 2\r\n");
    expect(place(windows, ["b", "c"], "value")).toBe("3:6");
    expect(place(windows, ["a"], "key")).toBe("1:1");
  });

  it("reads an empty file as null", () => {
    const empty = parseYamlDocument("f.yaml", "");
    expect(empty.value).toBeNull();
    expect(place(empty, ["rules"])).toBe("1:1");
  });

  it("takes yes, no and on as the texts they are in YAML 1.2", () => {
    expect(parseYamlDocument("f.yaml", "a: yes\nb: no\nc: true").value).toEqual({
      a: "yes",
      b: "no",
      c: true,
    });
  });

  it("keeps __proto__ a key", () => {
    const { value } = parseYamlDocument("f.yaml", "__proto__: { polluted: true }");
    expect(Object.keys(value as object)).toEqual(["__proto__"]);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});

test.each([
  ["a: 1\nb: 2\na: 3", ['f.yaml:3:1: the key "a" is here twice, first in line 1']],
  ["a:\n  b: {c: 1, c: 2}", ['f.yaml:2:13: the key "c" is here twice, first in line 2']],
  ["a: *b", ["f.yaml:1:4: the alias *b has no anchor &b before it"]],
  ["a: &x\n  b: *x", ["f.yaml:2:6: the alias *x stands inside its own anchor"]],
  ["a: !secret x", ["f.yaml:1:4: unresolved tag: !secret"]],
  ["a: 1\n---\nb: 2", ["f.yaml:2:1: a second document begins here; one is expected in a file"]],
  ["%YAML 1.1\n---\na: yes", ["f.yaml:1:1: YAML 1.2 is read here, not 1.1"]],
  ["a: 1\n\tb: 2", ["f.yaml:2:1: tabs are not allowed as indentation"]],
  ['a: "x\nb: [1', ['f.yaml:2:6: missing closing "quote']],
])("%j is refused with what is wrong and where", (text, problems) => {
  expect(printedFailure(() => parseYamlDocument("f.yaml", text))).toEqual([
    "[yaml-syntax]",
    ...problems,
  ]);
});

test("all errors of a file come at once", () => {
  const text = "a: 1\na: 2\nb: *c\nd: !x y\n";
  expect(printedFailure(() => parseYamlDocument("f.yaml", text))).toHaveLength(4);
});

describe("a hostile YAML file", () => {
  it("is refused when its aliases explode", () => {
    const levels = Array.from({ length: 9 }, (_, level) => {
      const before = level === 0 ? '"lol"' : `*a${level - 1}`;
      return `a${level}: &a${level} [${Array.from({ length: 9 }, () => before).join(", ")}]`;
    });
    expect(printedFailure(() => parseYamlDocument("f.yaml", levels.join("\n")))).toEqual([
      "[yaml-syntax]",
      "f.yaml:1:1: too many aliases\n  write the repeated parts out",
    ]);
  });

  test.each(["[", "- ", "{a: "])("is refused when %j is nested without end", (open) => {
    const failure = printedFailure(() => parseYamlDocument("f.yaml", open.repeat(20_000)));
    expect(failure).toHaveLength(2);
    expect(failure[1]).toMatch(/^f\.yaml:1:\d+: nested too deeply to be read$/);
  });
});

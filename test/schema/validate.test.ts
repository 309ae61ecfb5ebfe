// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of targets.json look like this
import { expect, test } from "vitest";
import { formatProblem } from "../../src/model/errors.ts";
import { compileSchema } from "../../src/schema/validate.ts";
import { parseYamlDocument } from "../../src/schema/yaml-document.ts";
import { SAMPLE_SCHEMA } from "./sample-schema.ts";

const EMPTY = parseYamlDocument("f.yaml", "{}");
const check = compileSchema(SAMPLE_SCHEMA);
const KNOWN =
  "Known here: users, safety, timeoutMs, embedded, tags, path, levels, url, steps, node, open";

test.each([
  ["userz: {}", [`f.yaml:1:1: unknown key "userz"\n  did you mean "users"? ${KNOWN}`]],
  ["users: {}\nxyzzy: 1", [`f.yaml:2:1: unknown key "xyzzy"\n  ${KNOWN}`]],
  ["", ["f.yaml:1:1: the file must be an object; found null"]],
  ["- a", ["f.yaml:1:1: the file must be an object; found a list"]],
  ["tags: [a]", ['f.yaml:1:1: "users" is missing in the file']],
  ["users: 5", ['f.yaml:1:8: "users" must be an object; found 5']],
  ["users:\n  o: {uid: x}", ['f.yaml:2:3: "pwd" is missing in "o"']],
  ["users:\n  o: {uid: x, ticket: y}", ['f.yaml:2:7: "uid" cannot be combined with "ticket"']],
  [
    "users:\n  o: {}",
    [
      'f.yaml:2:6: "o" must be an object with "ticket" or an object with "uid" and "pwd"; found an empty object',
    ],
  ],
  [
    "users:\n  o: {uidd: x, pwd: y}",
    ['f.yaml:2:7: unknown key "uidd"\n  did you mean "uid"? Known here: uid, pwd'],
  ],
  [
    "users:\n  o: {ticket: 12345}",
    ['f.yaml:2:15: "ticket" must be a string; found a number\n  write it in quotes'],
  ],
  [
    "users: {}\nsafety: sandbx",
    [
      'f.yaml:2:9: "safety" must be one of "read-only", "sandbox" or "full"; found "sandbx"\n  did you mean "sandbox"?',
    ],
  ],
  ["users: {}\nsafety: ${X}", []],
  ["users: {}\ntimeoutMs: 0", ['f.yaml:2:12: "timeoutMs" must be 1 or more; found 0']],
  [
    "users: {}\ntimeoutMs: 10s",
    [
      'f.yaml:2:12: "timeoutMs" must be a whole number or a variable such as "${NAME}"; found "10s"',
    ],
  ],
  [
    'users: {}\ntimeoutMs: "10"',
    [
      'f.yaml:2:12: "timeoutMs" must be a whole number or a variable such as "${NAME}"; found "10"\n  write it without quotes',
    ],
  ],
  ["users: {}\nembedded: 1", ['f.yaml:2:11: "embedded" must be true or an object; found 1']],
  [
    "users: {}\nembedded: {dialekt: x}",
    ['f.yaml:2:12: unknown key "dialekt"\n  did you mean "dialect"? Known here: dialect'],
  ],
  [
    "users: {}\ntags: [a, 7, true]",
    [
      'f.yaml:2:11: "tags[1]" must be a string; found 7\n  write it in quotes',
      'f.yaml:2:14: "tags[2]" must be a string; found true\n  write it in quotes',
    ],
  ],
  ["users: {}\ntags: []", ['f.yaml:2:7: "tags" needs 1 item or more; found an empty list']],
  ["users: {}\ntags: [a, b, a]", ['f.yaml:2:14: "tags" has the same item twice']],
  ["users: {}\npath: x", ['f.yaml:2:7: "path" must begin with "/"; found "x"']],
  [
    "users: {}\nlevels: {MUSST: 1}",
    ['f.yaml:2:10: unknown key "MUSST"\n  did you mean "MUST"? Known here: MUST, SHOULD, MAY'],
  ],
  ["users: {}\nurl: x", ['f.yaml:2:6: "url" must be a valid uri; found "x"']],
])("%j gives what is wrong, where, and what to do", (text, expected) => {
  expect(check(parseYamlDocument("f.yaml", text)).map(formatProblem)).toEqual(expected);
});

test("branches give only the errors of the one that was meant, at every depth", () => {
  const text = `users: {}
steps:
  - call: x
    wth: {}
  - repeat: x
    steps:
      - cal: x
  - 5
node: {kind: tree, left: {kind: leaf, sze: 1}}
`;
  expect(check(parseYamlDocument("f.yaml", text)).map(formatProblem)).toEqual([
    'f.yaml:4:5: unknown key "wth"\n  did you mean "with"? Known here: call, with',
    'f.yaml:5:13: "repeat" must be a whole number; found "x"',
    'f.yaml:7:9: unknown key "cal"\n  did you mean "call"? Known here: call, with',
    'f.yaml:8:5: "steps[2]" must be an object with "call" or an object with "repeat" and "steps"; found 5',
    'f.yaml:9:39: unknown key "sze"\n  did you mean "size"? Known here: kind, size',
  ]);
});

test.each([
  [
    "{kind: leave}",
    ['f.yaml:2:14: "kind" must be "leaf" or "tree"; found "leave"\n  did you mean "leaf"?'],
  ],
  ["{size: 5}", ['f.yaml:2:1: "kind" is missing in "node"']],
  ["{}", ['f.yaml:2:1: "kind" is missing in "node"']],
  ["{kind: leaf, left: {}}", ['f.yaml:2:20: "left" cannot be combined with "kind"']],
])("a discriminated node %s is judged by its kind", (node, expected) => {
  const document = parseYamlDocument("f.yaml", `users: {}\nnode: ${node}`);
  expect(check(document).map(formatProblem)).toEqual(expected);
});

test.each([
  ["{min: 1, name: x}", []],
  [
    "{min: 1, mix: 2}",
    ['f.yaml:2:16: unknown key "mix"\n  did you mean "min"? Known here: name, min, max'],
  ],
  ["{min: x, name: y}", ['f.yaml:2:13: "min" must be a whole number; found "x"']],
])("unevaluated keys of %s are only those that no branch knows", (open, expected) => {
  const document = parseYamlDocument("f.yaml", `users: {}\nopen: ${open}`);
  expect(check(document).map(formatProblem)).toEqual(expected);
});

test("a condition that fails only because of a typo is not told", () => {
  const schema = {
    type: "object",
    required: ["level"],
    additionalProperties: false,
    properties: { level: { enum: ["MUST", "MAY"] }, control: { type: "string" } },
    if: { properties: { level: { const: "MAY" } } },
    // biome-ignore lint/suspicious/noThenProperty: JSON Schema has it
    then: { not: { required: ["control"] } },
  };
  const document = parseYamlDocument("f.yaml", "levl: MUST\ncontrol: x");
  expect(compileSchema(schema)(document).map(formatProblem)).toEqual([
    'f.yaml:1:1: unknown key "levl"\n  did you mean "level"? Known here: level, control',
  ]);
});

test("a schema may refer to others by their $id, in branches too", () => {
  const common = {
    $id: "common.json",
    $defs: { id: { anyOf: [{ type: "string", pattern: "^[a-z.]+$" }, { type: "integer" }] } },
  };
  const schema = {
    $id: "main.json",
    type: "object",
    properties: { id: { $ref: "common.json#/$defs/id" } },
  };
  const validate = compileSchema(schema, { schemas: [common] });
  expect(validate(parseYamlDocument("f.yaml", "id: [x]")).map(formatProblem)).toEqual([
    'f.yaml:1:5: "id" must be a string or a whole number; found a list',
  ]);
});

test("a schema that is wrong itself is an error of the program", () => {
  expect(() => compileSchema({ type: "objekt" })(EMPTY)).toThrow(/type/);
  expect(() => compileSchema({ type: "object", propertees: {} })(EMPTY)).toThrow(/propertees/);
});

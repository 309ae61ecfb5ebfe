import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { GENERATORS } from "../../generators/registry.ts";
import { packageRoot } from "../../src/config/files/package-root.ts";
import { compileSpecs } from "../../src/rules/compile/compile-specs.ts";
import { printedFailure } from "../schema/printed.ts";

const SERVICE = `service: depot
operations:
  PutPart:
    bindings: [rest]
    answer: json
    http: { method: PUT, path: "/files/{id}/parts/{n}" }
    body: raw
    parameters:
      Authorization: { type: key, in: header, scheme: Bearer }
      id: { type: string, in: path }
      n: { type: int, in: path, default: 1 }
      tag: { type: string, in: query }
      content: { type: bytes }
  Create:
    bindings: [rest]
    answer: json
    http: { method: POST, path: /files }
    parameters:
      name: { type: string }
      meta: { type: string }
    harmless: { with: { name: x } }
    creates:
      what: file
      id: $answer.id
      remove: { call: Remove, with: { id: $id } }
  Remove:
    bindings: [rest]
    answer: json
    http: { method: DELETE, path: "/files/{id}" }
    parameters:
      id: { type: string, in: path }
  Old:
    bindings: [get]
    parameters:
      name: { type: string }
`;

const RULES = `service: depot
operation: Create
document: { title: Depot }
rules:
  - id: depot.create.parts
    level: MAY
    statements: [D-1]
    source: Parts
    title: A file takes parts
    steps:
      - call: Create
        with: { name: a, meta: { json: { tags: [a], of: { add: 1, $ref: x } } } }
        save: { id: id }
        expect: accepted
      - call: PutPart
        with: { id: $id, tag: [a, b], content: { bytes: 5 } }
        without: [content-type]
        observe: the part
      - call: Remove
        at: { join: [/files/, $id] }
        method: PURGE-IT
        observe: the removal
`;

type Change = readonly [from: string, to: string];

function printed(...changes: readonly Change[]): readonly string[] {
  const change = (text: string): string =>
    changes.reduce((old, [from, to]) => old.replace(from, () => to), text);
  for (const [from] of changes) expect(`${SERVICE}${RULES}`).toContain(from);
  const files = [
    { path: "depot.yaml", text: change(SERVICE) },
    { path: "rules.yaml", text: change(RULES) },
    { path: "statements.yaml", text: "statements: { D-1: { level: MAY, text: It does. } }\n" },
  ];
  return printedFailure(() => compileSpecs(files, GENERATORS)).filter(
    (line) => line !== "[spec-invalid]",
  );
}

test("a service of HTTP is described by data", () => {
  expect(printed()).toEqual([]);
});

test("the service that the guide shows is a good one", () => {
  const guide = readFileSync(join(packageRoot(), "docs", "add-a-service.md"), "utf8");
  const [, text = ""] = /```yaml\n(service: depot\n[\s\S]*?)```/.exec(guide) ?? [];
  const { operations, services } = compileSpecs([{ path: "depot.yaml", text }], GENERATORS);
  expect(Object.keys(operations["depot"] ?? {})).toEqual(["PutPart", "CreateFile", "DeleteFile"]);
  expect(services["depot"]?.bindings).toEqual(["rest"]);
});

describe("an operation says where its parameters go", () => {
  it.each<readonly [what: string, change: Change, says: string]>([
    [
      "a place that there is not",
      ["id: { type: string, in: path }", "id: { type: string, in: cookie }"],
      'depot.yaml:10:31: "in" must be one of "path", "query", "header" or "body"; found "cookie"',
    ],
    [
      "a name in the path that is no parameter",
      ["parts/{n}", "parts/{n}/{m}"],
      'depot.yaml:6:32: unknown parameter in: path "m"\n  known: id, n',
    ],
    [
      "a brace alone",
      ["/files/{id}/parts", "/files/{id}/par}ts"],
      "depot.yaml:6:32: a brace in the path stands alone\n  write {name}, or %7B and %7D",
    ],
    [
      "a path without a slash",
      ["path: /files }", "path: files }"],
      'depot.yaml:17:33: "path" must begin with "/" and hold no white space and no "#"; found "files"',
    ],
    [
      "a method that is none",
      ["method: POST", "method: PO ST"],
      'depot.yaml:17:21: "method" must be an HTTP method: letters, digits and a few signs, in their letter case; found "PO ST"',
    ],
    [
      "a body that there is not",
      ["body: raw", "body: text"],
      'depot.yaml:7:11: "body" must be one of "json", "form", "multipart" or "raw"; found "text"',
    ],
    [
      "a raw body of two",
      ["{ type: key, in: header, scheme: Bearer }", "{ type: key, scheme: Bearer }"],
      "depot.yaml:7:11: a raw body is one parameter; found Authorization, content\n  give the others another place",
    ],
    [
      "a raw body of a number",
      ["content: { type: bytes }", "content: { type: int }"],
      "depot.yaml:13:24: a raw body is of bytes or a string; found int\n  type: bytes",
    ],
    [
      "a place outside REST",
      [
        "get]\n    parameters:\n      name: { type: string }",
        "get]\n    parameters:\n      name: { type: string, in: query }",
      ],
      "depot.yaml:35:33: Old is not documented for rest\n  in is for REST operations",
    ],
    [
      "a header that HTTP writes",
      ["Authorization: {", "Transfer-Encoding: {"],
      "depot.yaml:9:26: the header Transfer-Encoding is written by HTTP itself\n  take it out",
    ],
    [
      "a header that none can be",
      ["Authorization: {", '"my header": {'],
      'depot.yaml:9:20: "my header" cannot name a header\n  use letters, digits and -',
    ],
    [
      "a scheme of two words",
      ["scheme: Bearer", "scheme: Bearer of"],
      'depot.yaml:9:55: "scheme" must be one word, such as Bearer; found "Bearer of"',
    ],
    [
      "a scheme of no token",
      ["{ type: key, in: header, scheme", "{ type: string, in: header, scheme"],
      'depot.yaml:9:58: "Authorization" carries no token\n  scheme is for a key or a ticket',
    ],
    [
      "a removal whose path is not whole",
      ["with: { id: $id } }\n", "with: {} }\n"],
      'depot.yaml:25:23: the path of Remove needs "id"\n  give it in with; without: [id] leaves its place in the path empty',
    ],
  ])("%s", (_, change, says) => {
    expect(printed(change)).toEqual([says]);
  });

  it("a parameter that the path does not name", () => {
    expect(printed(["/parts/{n}", "/parts"])).toEqual([
      'depot.yaml:11:27: http.path does not name "n"\n  write {n} where it stands',
    ]);
  });

  it("a harmless call whose path is not whole", () => {
    const harmless = "in: path }\n    harmless: { with: {} }\n  Old:";
    expect(printed(["in: path }\n  Old:", harmless])).toEqual([
      'depot.yaml:32:15: the path of Remove needs "id"\n  give it in with; without: [id] leaves its place in the path empty',
    ]);
  });
});

describe("a call says what its request is made of", () => {
  it.each<readonly [what: string, change: Change, says: string]>([
    [
      "a path that is not whole",
      ["with: { id: $id, tag", "with: { tag"],
      'rules.yaml:15:15: the path of PutPart needs "id"\n  give it in with; without: [id] leaves its place in the path empty',
    ],
    [
      "a list where there is one value",
      ["with: { id: $id, tag", "with: { id: [$id], tag"],
      'rules.yaml:16:21: "id" takes one value; found a list\n  a list is for a query, a header, fields or JSON of REST',
    ],
    [
      "JSON outside a body of JSON",
      ["tag: [a, b]", "tag: { json: [a, b] }"],
      'rules.yaml:16:31: "tag" takes a text or a number; found JSON\n  json is for the parameters of a JSON body (REST)',
    ],
    [
      "an object that is no expression",
      ["meta: { json: {", "meta: { jsn: {"],
      'rules.yaml:12:34: unknown key "jsn"\n  did you mean "json"? Known here: json',
    ],
    [
      "a reference inside JSON",
      ["tags: [a]", "tags: [$no]"],
      'rules.yaml:12:49: unknown reference "$no"\n  known: $unissued, $owner.uid, $owner.pwd, $stranger.uid, $stranger.pwd, $sent, $round',
    ],
    [
      "a parameter of the path by another name",
      ["without: [content-type]", "rename: { id: ID }"],
      'rules.yaml:17:19: "id" stands in the path, where its name is not sent\n  rename a parameter of the query, a header or the body',
    ],
    [
      "a header left out that nobody sends",
      ["without: [content-type]", "without: [content-tipe]"],
      'rules.yaml:17:19: unknown parameter "content-tipe" of PutPart\n  known: Authorization, id, n, tag, content',
    ],
    [
      "a method that is none",
      ["method: PURGE-IT", "method: PURGE IT"],
      'rules.yaml:21:17: "method" must be an HTTP method: letters, digits and a few signs, in their letter case; found "PURGE IT"',
    ],
    [
      "a place that nothing saved",
      ["at: { join: [/files/, $id] }", "at: $url"],
      'rules.yaml:20:13: unknown reference "$url"\n  known: $unissued, $owner.uid, $owner.pwd, $stranger.uid, $stranger.pwd, $sent, $round, $id',
    ],
    [
      "a place beside what the path is made of",
      ["method: PURGE-IT", "with: { id: $id }"],
      'rules.yaml:21:17: "id" has no place: at says where the call goes\n  take it out, or at',
    ],
    [
      "a place outside REST",
      ["- call: Remove\n", "- call: Old\n"],
      "rules.yaml:20:9: Old goes to an address of its own\n  at is for operations of REST alone, with http",
    ],
  ])("%s", (_, change, says) => {
    const [found = "", ...others] = printed(change);
    expect(found).toBe(says);
    expect(others.filter((other) => !other.includes("method"))).toEqual([]);
  });

  it("leaves the path open where it says so, and where it goes elsewhere", () => {
    expect(
      printed(
        ["with: { id: $id, tag", "without: [id]\n        with: { tag"],
        ["        without: [content-type]\n", ""],
      ),
    ).toEqual([]);
    expect(printed(["with: { id: $id, tag", "at: $id\n        with: { tag"])).toEqual([]);
  });
});

describe("a call that a service is described by", () => {
  it.each([
    [
      "a greeting",
      "greetings: [{ call: Remove, with: {} }]\n",
      'depot.yaml:2:21: the path of Remove needs "id"',
    ],
    [
      "a logout",
      "credentials: { setting: users, word: key, unknown: hex, logout: { call: Remove, with: { id: [a] } } }\n",
      'depot.yaml:2:93: "id" takes one value; found a list',
    ],
  ])("can be sent: %s", (_, more, says) => {
    const [found = "", ...others] = printed([
      "service: depot\noperations:",
      `service: depot\n${more}operations:`,
    ]);
    expect(found.split("\n")[0]).toBe(says);
    expect(others).toEqual([]);
  });

  it("that finds what was made", () => {
    const find = "with: { id: $id } }\n      find: { call: Remove, with: {} }\n";
    expect(printed(["with: { id: $id } }\n", find])).toEqual([
      'depot.yaml:26:21: the path of Remove needs "id"\n  give it in with; without: [id] leaves its place in the path empty',
    ]);
  });
});

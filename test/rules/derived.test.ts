// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates look like this
import { expect, test } from "vitest";
import { type Change, compileSmall, problemsOf, smallRule } from "./small-specs.ts";

/** The template of the small files, with other arguments and applied in another way. */
function template(args: string, applied: string): readonly Change[] {
  return [
    ["shared.yaml", "[id, operation, valid, statement]", args],
    ["shared.yaml", "inforouter.${id}.refusal", "refusal"],
    [
      "create.yaml",
      "    with: { id: create, operation: Create, valid: { size: 1 }, statement: S-01 }\n",
      applied,
    ],
  ];
}

test("an id is completed by what the head of its file says", () => {
  const short = compileSmall([
    ["create.yaml", "inforouter.create.takes-chunk", "takes-chunk"],
    ["create.yaml", "inforouter.create.sings", "sings"],
    ["remove.yaml", "apidatatools.remove.again", "again"],
  ]);
  expect(short.rules).toEqual(compileSmall().rules);
});

test("an id that two rules get is told, however each is written", () => {
  expect(problemsOf([["create.yaml", "inforouter.create.sings", "takes-chunk"]])).toEqual([
    "[spec-invalid]",
    'create.yaml:27:9: the id "inforouter.create.takes-chunk" is defined twice\n  first at create.yaml:8',
  ]);
});

const NO_HEAD: Change = ["create.yaml", "document: { title: Create API }\n", ""];

test("a file without document has that of its operation, else that of its service", () => {
  const ofService: Change = [
    "service.yaml",
    "operations:",
    'document: { title: "${operation} page", url: "https://a.test/${operation}" }\noperations:',
  ];
  const ofOperation: Change = [
    "service.yaml",
    "  Create:",
    "  Create:\n    document: { title: Its own page }",
  ];
  const sourceOf = (...changes: Change[]) => smallRule("create.sings", changes).source;
  const where = "Notes 2";
  expect(sourceOf(NO_HEAD, ofService)).toEqual({
    document: "Create page",
    url: "https://a.test/Create",
    where,
  });
  expect(sourceOf(NO_HEAD, ofService, ofOperation)).toEqual({ document: "Its own page", where });
  expect(sourceOf(ofService, ofOperation)).toEqual({ document: "Create API", where });
});

test("a file whose document is named nowhere is told", () => {
  expect(problemsOf([NO_HEAD])).toEqual([
    "[spec-invalid]",
    "create.yaml:2:12: no document is named, neither here nor in a service file for Create\n  add document: { title: … }",
  ]);
});

test("the operation fills the holes that are about it, and arguments have defaults", () => {
  const defaults = '{ valid: { size: 1 }, statement: S-01, title: "${operation}" }';
  const short: readonly Change[] = [
    ...template(defaults, ""),
    ["shared.yaml", "is refused by ${operation}", "is refused by ${title}"],
  ];
  const { at: _, ...rule } = smallRule("create.refusal", short);
  const { at: __, ...whole } = smallRule("create.refusal");
  expect(rule).toEqual(whole);
});

test("what is given stands before a default, and before what the operation fills", () => {
  const changes = template(
    "{ valid: { size: 1 }, statement: S-01 }",
    "    with: { valid: { size: 2 }, operation: Delete }\n",
  );
  expect(problemsOf(changes)).toEqual([
    "[spec-invalid]",
    'shared.yaml:14:13: unknown parameter "size" of Delete\n  known: ticket, handler; applied at create.yaml:5',
    'shared.yaml:20:15: unknown parameter "size" of Delete\n  known: ticket, handler; applied at create.yaml:5',
  ]);
});

test("an argument without default has to be given", () => {
  const changes = template("{ valid: { size: 1 }, statement: }", "");
  expect(problemsOf(changes)).toEqual([
    "[spec-invalid]",
    'create.yaml:5:5: template "refusal" needs the argument "statement"',
  ]);
});

const GUIDS = '{ valid: { "${guid}": $unissued }, statement: S-01 }';
const OF_SEND: readonly Change[] = [
  ["create.yaml", "operation: Create", "operation: Send"],
  ["create.yaml", "inforouter.create.takes-chunk", "takes-chunk"],
  ["create.yaml", "inforouter.create.sings", "sings"],
];

test("the parameter that is a GUID follows from the operation", () => {
  const rule = smallRule("send.refusal", [...template(GUIDS, ""), ...OF_SEND]);
  expect(rule.steps).toMatchObject([{ call: "Send", with: { handler: "$unissued" } }]);
});

test("where there is no such parameter, or there are two, it has to be given", () => {
  expect(problemsOf(template(GUIDS, ""))).toEqual([
    "[spec-invalid]",
    'create.yaml:5:5: template "refusal" needs the one parameter of Create that is a GUID\n  add with: { guid: … }',
  ]);
  const two: Change = [
    "service.yaml",
    "      chunk: { type",
    "      other: { type: guid }\n      chunk: { type",
  ];
  expect(problemsOf([...template(GUIDS, ""), ...OF_SEND, two])).toEqual([
    "[spec-invalid]",
    'create.yaml:5:5: template "refusal" needs the one parameter of Send that is a GUID\n  add with: { guid: … }',
  ]);
  const given = template(GUIDS, "    with: { guid: handler }\n");
  const rule = smallRule("send.refusal", [...given, ...OF_SEND, two]);
  expect(rule.steps).toMatchObject([{ with: { handler: "$unissued" } }]);
});

test("who gives the default that needs it does not need the parameter that is a GUID", () => {
  const rule = smallRule("create.refusal", template(GUIDS, "    with: { valid: { size: 3 } }\n"));
  expect(rule.steps).toMatchObject([{ with: { size: 3 } }]);
});

test.each<[what: string, args: string, problems: readonly string[]]>([
  [
    "a default with a hole that the operation does not fill",
    '{ valid: { size: "${statement}" }, statement: S-01 }',
    ['shared.yaml:4:33: unknown argument "statement"\n  known: operation, guid'],
  ],
  [
    "a default that cannot stand inside a text",
    "{ valid: { size: 1 }, statement: S-01, id: [a] }",
    [
      'shared.yaml:4:55: the argument "id" is used inside a text of the template\n  its default has to be a text or a number',
    ],
  ],
  [
    "an argument with a default and no hole",
    "{ valid: { size: 1 }, statement: S-01, more: 1 }",
    [
      'shared.yaml:4:55: the argument "more" of template "refusal" is never used\n  take it out, or use it as ${more}',
    ],
  ],
])("%s is told", (what, args, problems) => {
  const changes: Change[] = [...template(args, "")];
  if (what.includes("inside")) {
    changes.push(["shared.yaml", "is refused by ${operation}", "is refused by ${id}"]);
  }
  expect(problemsOf(changes)).toEqual(["[spec-invalid]", ...problems]);
});

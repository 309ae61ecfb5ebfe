import type { BadFile } from "./bad-file.ts";

/** Names that nothing has. */
export const UNKNOWN_NAMES: readonly BadFile[] = [
  [
    "a service",
    [["create.yaml", "service: inforouter", "service: inforoter"]],
    ['create.yaml:1:10: unknown service "inforoter"\n  did you mean "inforouter"?'],
  ],
  [
    "an operation",
    [["create.yaml", "call: Send\n        as", "call: Sned\n        as"]],
    ['create.yaml:17:15: unknown operation "Sned"\n  did you mean "Send"?'],
  ],
  [
    "an operation named as what every object has",
    [["create.yaml", "call: Send\n        as", "call: constructor\n        as"]],
    ['create.yaml:17:15: unknown operation "constructor"\n  known: Create, Send, Delete, Fetch'],
  ],
  [
    "the operation of the file",
    [["create.yaml", "operation: Create\n", "operation: Creat\n"]],
    ['create.yaml:2:12: unknown operation "Creat"\n  did you mean "Create"?'],
  ],
  [
    "an error that the service does not name",
    [["create.yaml", "error: none", "error: nones"]],
    ['create.yaml:20:39: unknown error "nones"\n  did you mean "none"?'],
  ],
  [
    "an error among which another is",
    [
      [
        "service.yaml",
        "operations:\n",
        "errors:\n  gone: { expected: gone, words: gone, among: [lots], when: [{ error: gone }] }\n  lost: { expected: lost, words: lost, when: [{ error: lost }] }\noperations:\n",
      ],
    ],
    ['service.yaml:3:48: unknown error "lots"\n  did you mean "lost"?'],
  ],
  [
    "a parameter",
    [["create.yaml", "chunk: { bytes: $size", "chunks: { bytes: $size"]],
    ['create.yaml:19:36: unknown parameter "chunks" of Send\n  did you mean "chunk"?'],
  ],
  [
    "a parameter left out",
    [["create.yaml", "as: $who", "as: $who\n        without: [tiket]"]],
    ['create.yaml:19:19: unknown parameter "tiket" of Send\n  did you mean "ticket"?'],
  ],
  [
    "a parameter both given and left out",
    [["create.yaml", "as: $who", "as: $who\n        without: [handler]"]],
    ['create.yaml:19:19: "handler" is in both with and without'],
  ],
  [
    "a parameter that provokes an answer",
    [
      [
        "service.yaml",
        "      crc: { type: crc32, of: chunk }\n",
        "      crc: { type: crc32, of: chunk }\n    sendAgain: { when: { again: yes }, unless: [crd], times: 1 }\n",
      ],
    ],
    ['service.yaml:19:49: unknown parameter "crd"\n  did you mean "crc"?'],
  ],
  [
    "a parameter renamed",
    [["remove.yaml", "saveAnswer: first", "saveAnswer: first\n        rename: { ids: ID }"]],
    ['remove.yaml:14:19: unknown parameter "ids" of Remove\n  did you mean "id"?'],
  ],
  [
    "a principal",
    [
      [
        "create.yaml",
        "        observe: the song",
        "        as: stanger\n        observe: the song",
      ],
    ],
    ['create.yaml:34:13: unknown principal "stanger"\n  did you mean "stranger"?'],
  ],
  [
    "a principal in a table",
    [["create.yaml", "[owner, stranger]", "[owner, stanger]"]],
    ['create.yaml:14:29: unknown principal "stanger"\n  did you mean "stranger"?'],
  ],
  [
    "a generator",
    [["create.yaml", "payload.size", "payload.sise"]],
    ['create.yaml:13:21: unknown generator "payload.sise"\n  did you mean "payload.size"?'],
  ],
  [
    "a generator with no near name",
    [["create.yaml", "payload.size", "xyzzy"]],
    [
      'create.yaml:13:21: unknown generator "xyzzy"\n  known: boolean, chunk-size.above, chunk-size.any, chunk-size.below, chunk-size.inside, chunk-size.limits, chunk-size.negative, chunk-size.not-an-int, guid.any, guid.form, guid.malformed, guid.unissued, …',
    ],
  ],
  [
    "an option of a generator",
    [["create.yaml", "payload.size", "{ generator: payload.size, maxx: 1 }"]],
    ['create.yaml:13:48: unknown key "maxx"\n  did you mean "max"? Known here: min, max'],
  ],
  [
    "a wrong option of a generator",
    [["create.yaml", "payload.size", "{ generator: payload.size, max: big }"]],
    ['create.yaml:13:53: "max" must be a whole number; found "big"'],
  ],
  [
    "a missing option of a generator",
    [["create.yaml", "payload.size", "number.text-form"]],
    ['create.yaml:13:15: "of" is missing in "size"'],
  ],
  [
    "options that contradict each other",
    [["create.yaml", "payload.size", "{ generator: payload.size, min: 9, max: 1 }"]],
    ['create.yaml:13:34: generator "payload.size": sizes from 9 to 1: min is above max'],
  ],
  [
    "an option of a generator without any",
    [["create.yaml", "payload.size", "{ generator: boolean, max: 1 }"]],
    ['create.yaml:13:43: unknown key "max"\n  No key is allowed here'],
  ],
  [
    "a generator without table in a table",
    [["create.yaml", "[owner, stranger]", "text.short"]],
    [
      'create.yaml:14:21: generator "text.short" has no table of values\n  use it in forAll, or list the values',
    ],
  ],
  [
    "a fixture",
    [["create.yaml", "use: handler", "use: handlr"]],
    ['create.yaml:16:14: unknown fixture "handlr"\n  did you mean "handler"?'],
  ],
  [
    "a template",
    [["create.yaml", "template: refusal", "template: refusals"]],
    ['create.yaml:5:15: unknown template "refusals"\n  did you mean "refusal"?'],
  ],
  [
    "an argument of a template",
    [["create.yaml", "id: create,", "idd: create,"]],
    [
      'create.yaml:6:5: template "refusal" needs the argument "id"',
      'create.yaml:6:13: unknown argument "idd" of template "refusal"\n  did you mean "id"?',
    ],
  ],
  [
    "an argument too many",
    [["create.yaml", "id: create,", "id: create, level: MUST,"]],
    [
      'create.yaml:6:25: unknown argument "level" of template "refusal"\n  known: id, operation, valid, statement',
    ],
  ],
  [
    "an argument that is no text",
    [
      [
        "create.yaml",
        "id: create, operation: Create, valid: { size: 1 }",
        "id: { a: 1 }, operation: Create, valid: { size: 1 }",
      ],
    ],
    [
      'create.yaml:6:13: the argument "id" is used inside a text of the template\n  give a text or a number',
    ],
  ],
  [
    "a statement",
    [["create.yaml", "statements: [S-03]", "statements: [S-3]"]],
    ['create.yaml:29:18: unknown statement "S-3"\n  did you mean "S-03"?'],
  ],
  [
    "an untested statement",
    [["create.yaml", "rules:\n", "untested: [{ statement: S-04, because: x }]\nrules:\n"]],
    ['create.yaml:7:25: unknown statement "S-04"\n  did you mean "S-01"?'],
  ],
  [
    "a reference",
    [["create.yaml", "handler: $handler", "handler: $hander"]],
    ['create.yaml:19:26: unknown reference "$hander"\n  did you mean "$handler"?'],
  ],
  [
    "a reference to what no step saved",
    [["create.yaml", "      - use: handler\n", ""]],
    [
      'create.yaml:18:26: unknown reference "$handler"\n  known: $unissued, $owner.uid, $owner.pwd, $stranger.uid, $stranger.pwd, $sent, $round, $documents.readable, $newDocument, $who, $size',
    ],
  ],
  [
    "a dollar that begins no reference",
    [["create.yaml", "handler: $handler", "handler: $my-handler"]],
    [
      'create.yaml:19:26: "$my-handler" is not a reference\n  a reference is $name or $name.part, of letters and digits; write $$ for a dollar',
    ],
  ],
  [
    "a part of what has none",
    [["create.yaml", "handler: $handler", "handler: $handler.id"]],
    [
      "create.yaml:19:26: $handler has no parts\n  only rows of a table, $owner, $stranger, $documents have parts",
    ],
  ],
  [
    "a part of the documents",
    [["create.yaml", "handler: $handler", "handler: $documents.writable"]],
    [
      'create.yaml:19:26: unknown reference "$documents.writable"\n  did you mean "$documents.readable"?',
    ],
  ],
  [
    "the documents as a value",
    [["create.yaml", "handler: $handler", "handler: $documents"]],
    ['create.yaml:19:26: unknown reference "$documents"\n  known: $documents.readable'],
  ],
  [
    "a reference in a check",
    [["create.yaml", "error: none }", "attributes: { A: $x } }"]],
    [
      'create.yaml:20:49: unknown reference "$x"\n  known: $unissued, $owner.uid, $owner.pwd, $stranger.uid, $stranger.pwd, $sent, $round, $documents.readable, $newDocument, $who, $size, $handler',
    ],
  ],
  [
    "the bytes sent as a value",
    [["create.yaml", "handler: $handler", "handler: $sent"]],
    [
      "create.yaml:19:26: $sent is a whole document, which cannot be used here\n  only the checks bytes, chunk and zip and the matcher crc compare with it; checksum, base64 and length are computed from it",
    ],
  ],
  [
    "an answer as a value",
    [["remove.yaml", "with: { id: x }\n        then", "with: { id: $first }\n        then"]],
    [
      "remove.yaml:16:21: $first is a whole answer, which cannot be used here\n  only the checks sameAs and alike compare with it; name single values with save",
    ],
  ],
  [
    "a value as an answer",
    [["remove.yaml", "sameAs: $first", "sameAs: $unissued"]],
    [
      "remove.yaml:17:25: $unissued is not an answer\n  sameAs compares with an answer that a call before it kept with saveAnswer",
    ],
  ],
  [
    "an input in a control",
    [["create.yaml", "bytes: 1", "bytes: $size"]],
    [
      'create.yaml:25:55: unknown reference "$size"\n  known: $unissued, $owner.uid, $owner.pwd, $stranger.uid, $stranger.pwd, $sent, $round, $documents.readable, $newDocument',
    ],
  ],
  [
    "a need",
    [["create.yaml", "title: A new", "needs: [writeable-folder]\n    title: A new"]],
    ['create.yaml:12:13: unknown need "writeable-folder"\n  did you mean "writable-folder"?'],
  ],
];

import type { BadFile } from "./bad-file.ts";

/** What the grammar of rule files does not allow. */
export const GRAMMAR: readonly BadFile[] = [
  [
    "a quote that is not closed",
    [["create.yaml", "title: What it sings", 'title: "What it sings']],
    ['create.yaml:35:1: missing closing "quote'],
  ],
  [
    "a tab",
    [["create.yaml", "    level: MAY", "\tlevel: MAY"]],
    [
      "create.yaml:28:1: tabs are not allowed as indentation",
      "create.yaml:30:1: all mapping items must start at the same column",
      "create.yaml:31:1: all mapping items must start at the same column",
      "create.yaml:32:1: all mapping items must start at the same column",
    ],
  ],
  [
    "a key that stands twice",
    [["create.yaml", "level: MAY", "level: MAY\n    level: MAY"]],
    ['create.yaml:29:5: the key "level" is here twice, first in line 28'],
  ],
  [
    "an alias without anchor",
    [
      [
        "create.yaml",
        "control:\n      title: a handler",
        "control: *other\n    x:\n      title: a handler",
      ],
    ],
    ["create.yaml:21:14: the alias *other has no anchor &other before it"],
  ],
  [
    "members beside only",
    [["remove.yaml", "json: { error: { text: true } }", "json: { only: { error: x }, other: y }"]],
    ['remove.yaml:17:39: "json" holds other members beside only; found an object'],
  ],
  [
    "a list as a value",
    [["create.yaml", "handler: $handler", "handler: [1]"]],
    [
      'create.yaml:19:26: "handler" takes one value; found a list\n  a list is for a query, a header, fields or JSON of REST',
    ],
  ],
  [
    "an unknown key of the file",
    [["create.yaml", "document:", "documnt:"]],
    [
      'create.yaml:3:1: unknown key "documnt"\n  did you mean "document"? Known here: service, operation, document, uses, rules, untested',
    ],
  ],
  [
    "the old name of a key",
    [["create.yaml", "title: A new", "together: true\n    title: A new"]],
    ['create.yaml:12:5: "together" is now called "cross-binding"\n  write cross-binding'],
  ],
  [
    "an unknown key of a rule",
    [["create.yaml", "title: A new", "titel: A new"]],
    [
      'create.yaml:12:5: unknown key "titel"\n  did you mean "title"? Known here: id, level, statements, editions, notIn, source, title, bindings, cross-binding, needs, tags, session, alone, forEach, forAll, explains, maxRuns, steps, invariant, property, control, faults',
    ],
  ],
  [
    "an unknown key of a step",
    [["create.yaml", "as: $who", "ass: $who"]],
    [
      'create.yaml:18:9: unknown key "ass"\n  did you mean "as"? Known here: call, when, as, with, without, rename, over, method, at, transfer, spelling, save, saveAnswer, expect, until, within, every, then, carries, cleanup, observe',
    ],
  ],
  [
    "an unknown check",
    [["create.yaml", "error: none", "eror: none"]],
    [
      'create.yaml:20:32: unknown key "eror"\n  did you mean "error"? Known here: success, refused, error, attributes, bytes, chunk, zip, noDocument, form, http, status, headers, informational, trailers, body, served, wellFormed, noAnswer, json, sameAs, alike, lists, texts, agree, oneOf',
    ],
  ],
  [
    "an unknown matcher",
    [["remove.yaml", "text: true", "txt: true"]],
    [
      'remove.yaml:17:50: unknown key "txt"\n  did you mean "text"? Known here: guid, absent, distinct, integer, crc, text, contains, matches, some, equals, not, all',
    ],
  ],
  [
    "an unknown key of a control",
    [["create.yaml", "title: a handler", "titel: a handler"]],
    ['create.yaml:22:7: unknown key "titel"\n  did you mean "title"? Known here: title, steps'],
  ],
  [
    "a misspelt within",
    [["remove.yaml", "within:", "witin:"]],
    ['remove.yaml:18:16: unknown key "witin"\n  did you mean "within"? Known here: within'],
  ],
  [
    "an unknown key of an expression",
    [["create.yaml", "seed: 1", "sed: 1"]],
    [
      'create.yaml:19:59: unknown key "sed"\n  did you mean "seed"? Known here: bytes, seed, pattern, crc, from, zipped',
    ],
  ],
  [
    "an unknown expression",
    [["create.yaml", "{ bytes: $size, seed: 1 }", "{ byts: $size }"]],
    [
      'create.yaml:19:45: unknown key "byts"\n  did you mean "bytes"? Known here: bytes, seed, pattern, crc, from, zipped',
    ],
  ],
  [
    "an unknown matcher in only",
    [
      [
        "remove.yaml",
        "json: { error: { text: true } }",
        "json: { only: { error: { tex: true } } }",
      ],
    ],
    [
      'remove.yaml:17:58: unknown key "tex"\n  did you mean "text"? Known here: guid, absent, distinct, integer, crc, text, contains, matches, some, equals, not, all',
    ],
  ],
  [
    "an unknown limit of a matcher",
    [["create.yaml", "error: none }", "attributes: { A: { integer: { mn: 1 } } } }"]],
    ['create.yaml:20:62: unknown key "mn"\n  did you mean "min"? Known here: min, max'],
  ],
  [
    "an unknown check of an alternative",
    [
      [
        "create.yaml",
        "{ success: true, error: none }",
        "{ oneOf: [{ because: a, success: true }, { because: b, refusd: true }] }",
      ],
    ],
    [
      'create.yaml:20:70: unknown key "refusd"\n  did you mean "refused"? Known here: because, editions, success, refused, error, attributes, bytes, chunk, zip, noDocument, form, http, status, headers, informational, trailers, body, served, wellFormed, noAnswer, json, sameAs, alike, lists, texts',
    ],
  ],
  [
    "agree in an alternative",
    [
      [
        "create.yaml",
        "{ success: true, error: none }",
        "{ oneOf: [{ because: a, success: true }, { because: b, agree: [error] }] }",
      ],
    ],
    [
      'create.yaml:20:70: unknown key "agree"\n  Known here: because, editions, success, refused, error, attributes, bytes, chunk, zip, noDocument, form, http, status, headers, informational, trailers, body, served, wellFormed, noAnswer, json, sameAs, alike, lists, texts',
    ],
  ],
  [
    "an unknown key of untested",
    [["create.yaml", "rules:\n", "untested: [{ statement: S-02, becase: x }]\nrules:\n"]],
    [
      'create.yaml:7:31: unknown key "becase"\n  did you mean "because"? Known here: statement, because',
    ],
  ],
  [
    "an unknown key of uses",
    [["create.yaml", "- template:", "- templat:"]],
    [
      'create.yaml:5:5: unknown key "templat"\n  did you mean "template"? Known here: template, with',
    ],
  ],
  [
    "a fixture that is judged",
    [["create.yaml", "- use: handler", "- use: handler\n        then: { success: true }"]],
    ['create.yaml:17:9: "then" cannot be combined with "use"'],
  ],
  [
    "an unknown key of an operation",
    [["service.yaml", "bindings: [get]", "binding: [get]"]],
    [
      'service.yaml:25:5: unknown key "binding"\n  did you mean "bindings"? Known here: document, bindings, parameters, answer, http, body, fromTarget, lists, needs, harmless, creates, writes, sendAgain',
    ],
  ],
  [
    "an unknown key of a parameter",
    [["service.yaml", "of: chunk", "off: chunk"]],
    [
      'service.yaml:18:27: unknown key "off"\n  did you mean "of"? Known here: type, wsdl, in, scheme, of, default, orElse',
    ],
  ],
  [
    "an unknown key of a statement",
    [["statements.yaml", "text: It sings.", "txt: It sings."]],
    [
      'statements.yaml:4:23: unknown key "txt"\n  did you mean "text"? Known here: level, where, text, editions, notIn, see',
    ],
  ],
  [
    "an unknown key of a template",
    [["shared.yaml", "arguments:", "argument:"]],
    [
      'shared.yaml:4:5: unknown key "argument"\n  did you mean "arguments"? Known here: arguments, rules',
    ],
  ],
  [
    "an unknown level",
    [["create.yaml", "level: MAY", "level: MAYBE"]],
    [
      'create.yaml:28:12: "level" must be one of "MUST", "SHOULD" or "MAY"; found "MAYBE"\n  did you mean "MAY"?',
    ],
  ],
  [
    "success in quotes",
    [["create.yaml", "success: true", 'success: "true"']],
    ['create.yaml:20:26: "success" must be true or false; found "true"'],
  ],
  [
    "an unknown binding",
    [["create.yaml", "title: A new", "bindings: [soap12]\n    title: A new"]],
    [
      'create.yaml:12:16: "bindings[0]" must be one of "get", "post", "soap11" or "rest"; found "soap12"\n  did you mean "soap11"?',
    ],
  ],
  [
    "an id in capitals",
    [["create.yaml", "inforouter.create.sings", "inforouter.create.Sings"]],
    [
      'create.yaml:27:9: "id" must be a name in lower case letters, digits and dashes, by itself or as service.operation.name; found "inforouter.create.Sings"',
    ],
  ],
  [
    "an input that cannot be referred to",
    [["create.yaml", "{ size: payload.size }", "{ chunk_size: payload.size }"]],
    [
      'create.yaml:13:15: the key "chunk_size" cannot be referred to as $name: use letters and digits only',
    ],
  ],
  [
    "a saved name that cannot be referred to",
    [["service.yaml", "save: { handler: Handler }", "save: { a-handler: Handler }"]],
    [
      'service.yaml:32:15: the key "a-handler" cannot be referred to as $name: use letters and digits only',
    ],
  ],
  [
    "a save of nothing",
    [["service.yaml", "save: { handler: Handler }", "save: {}"]],
    ['service.yaml:32:13: "save" needs 1 key or more; found an empty object'],
  ],
  [
    "a save from nothing",
    [["service.yaml", "save: { handler: Handler }", 'save: { handler: "" }']],
    ['service.yaml:32:24: "handler" must not be empty; found ""'],
  ],
  [
    "a repeat in words",
    [["create.yaml", "- use: handler", "- repeat: twice\n        steps: [{ use: handler }]"]],
    [
      'create.yaml:16:17: "repeat" must be a number of rounds, a reference such as $handler or an expression; found "twice"',
    ],
  ],
  [
    "a repeat of none",
    [["create.yaml", "- use: handler", "- repeat: 0\n        steps: [{ use: handler }]"]],
    ['create.yaml:16:17: "repeat" must be 1 or more; found 0'],
  ],
  [
    "an empty source",
    [["create.yaml", "source: Notes 1", 'source: ""']],
    ['create.yaml:11:13: "source" must not be empty; found ""'],
  ],
  [
    "a missing source",
    [["create.yaml", "    source: Notes 1\n", ""]],
    ['create.yaml:8:5: "source" is missing in "rules[0]"'],
  ],
  [
    "bytes other than those sent",
    [["create.yaml", "{ success: true, error: none }", "{ bytes: $handler }"]],
    ['create.yaml:20:24: "bytes" must be "$sent"; found "$handler"'],
  ],
  [
    "sameAs without a reference",
    [["remove.yaml", "sameAs: $first", "sameAs: first"]],
    [
      'remove.yaml:17:25: "sameAs" must refer to an answer kept with saveAnswer, such as $first; found "first"',
    ],
  ],
  [
    "a service in capitals",
    [["create.yaml", "service: inforouter", "service: infoRouter"]],
    [
      'create.yaml:1:10: "service" must be a name of small letters, digits and "-"; found "infoRouter"',
    ],
  ],
  [
    "a statement that is not numbered",
    [["statements.yaml", "S-03", "sings"]],
    [
      'statements.yaml:4:3: the key "sings" cannot name a statement: use capitals and a number, such as GW-01',
    ],
  ],
];

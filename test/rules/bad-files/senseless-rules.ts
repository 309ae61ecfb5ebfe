import type { BadFile } from "./bad-file.ts";

/** Rules whose verdict would mean nothing. */
export const SENSELESS_RULES: readonly BadFile[] = [
  [
    "an id that stands twice",
    [["create.yaml", "inforouter.create.sings", "inforouter.create.takes-chunk"]],
    [
      'create.yaml:27:9: the id "inforouter.create.takes-chunk" is defined twice\n  first at create.yaml:8',
    ],
  ],
  [
    "an id that a template made already",
    [["create.yaml", "inforouter.create.sings", "inforouter.create.refusal"]],
    [
      'create.yaml:27:9: the id "inforouter.create.refusal" is defined twice\n  first at create.yaml:5',
    ],
  ],
  [
    "an id of another operation",
    [["create.yaml", "inforouter.create.sings", "inforouter.send.sings"]],
    [
      'create.yaml:27:9: the id "inforouter.send.sings" does not begin with "inforouter.create."\n  write "sings" alone: the rest follows from the file',
    ],
  ],
  [
    "an id of another service",
    [["remove.yaml", "apidatatools.remove.again", "inforouter.remove.again"]],
    [
      'remove.yaml:5:9: the id "inforouter.remove.again" does not begin with "apidatatools.remove."\n  write "again" alone: the rest follows from the file',
    ],
  ],
  [
    "a call that says nothing about its answer",
    [
      ["service.yaml", "      expect: accepted\n", ""],
      ["create.yaml", "        then: { success: true, error: none }\n", ""],
    ],
    [
      "create.yaml:16:7: the rule judges nothing\n  add then to a step",
      "create.yaml:17:9: the call of Send does not say which answer it expects\n  add expect (set-up) or then (judged); expect: anything where it is open",
      "service.yaml:31:7: the call of Create does not say which answer it expects\n  add expect",
    ],
  ],
  [
    "a table from a generator without one",
    [["create.yaml", "[owner, stranger]", "payload.size"]],
    [
      'create.yaml:14:21: generator "payload.size" has no table of values\n  use it in forAll, or list the values',
    ],
  ],
  [
    "a SHOULD rule without control",
    [["remove.yaml", "    control: { within: the first call is refused }\n", ""]],
    ['remove.yaml:5:5: "control" is missing in "rules[0]"'],
  ],
  [
    "a MAY rule whose control cannot fail",
    [
      [
        "create.yaml",
        "        observe: the song\n",
        "        observe: the song\n    control: { within: x }\n",
      ],
    ],
    [
      "create.yaml:35:24: the control is within the rule's steps, but none of them can be the twin\n  give a step expect: accepted or refused, or write control: { title, steps }",
    ],
  ],
  [
    "a rule stricter than its statement",
    [["remove.yaml", "level: SHOULD", "level: MUST"]],
    [
      "remove.yaml:6:12: the rule is MUST, but its statement S-02 only SHOULD\n  set level: SHOULD, or carry the statement in a rule of its own",
    ],
  ],
  [
    "over each in a rule of one binding at a time",
    [["create.yaml", "as: $who", "as: $who\n        over: each"]],
    ["create.yaml:19:15: over: each is only for cross-binding rules\n  add cross-binding: true"],
  ],
  [
    "agree without over each",
    [["create.yaml", "{ success: true, error: none }", "{ agree: [error] }"]],
    ["create.yaml:20:17: agree compares bindings, and this call goes over one\n  add over: each"],
  ],
  [
    "agree beside other checks",
    [
      ["create.yaml", "title: A new", "cross-binding: true\n    title: A new"],
      [
        "create.yaml",
        "then: { success: true, error: none }",
        "over: each\n        then: { agree: [error], success: true }",
      ],
    ],
    [
      "create.yaml:22:17: agree cannot be combined with other checks, which would see only one binding\n  judge the rest in a separate call",
    ],
  ],
  [
    "a cross-binding rule without over each",
    [["create.yaml", "title: A new", "cross-binding: true\n    title: A new"]],
    [
      "create.yaml:17:7: the rule is cross-binding, but none of its calls goes over: each binding\n  add over: each to the judged call",
      "create.yaml:18:9: the rule is cross-binding, and this judged call goes over one binding\n  add over: each",
    ],
  ],
  [
    "a control within steps that expect nothing",
    [["remove.yaml", "        expect: refused\n", "        expect: anything\n"]],
    [
      "remove.yaml:18:24: the control is within the rule's steps, but none of them can be the twin\n  give a step expect: accepted or refused, or write control: { title, steps }",
    ],
  ],
  [
    "a control that always holds",
    [["create.yaml", "expect: refused", "expect: anything"]],
    [
      "create.yaml:24:9: the control holds whatever the server does\n  say what must hold with expect: accepted or refused, or with then",
    ],
  ],
  [
    "a rule that judges nothing",
    [["create.yaml", "then: { success: true, error: none }", "expect: accepted"]],
    ["create.yaml:16:7: the rule judges nothing\n  add then to a step"],
  ],
  [
    "a MAY rule that neither judges nor observes",
    [["create.yaml", "observe: the song", "expect: anything"]],
    [
      "create.yaml:33:7: the rule observes nothing\n  add observe to a step, or then: whether it holds is reported",
    ],
  ],
  [
    "a MUST rule that observes",
    [
      [
        "create.yaml",
        "then: { success: true, error: none }",
        "then: { success: true }\n        observe: x",
      ],
    ],
    [
      'create.yaml:21:9: "observe" is not allowed here\n  only a MAY rule observes: judge with then, or set level: MAY',
    ],
  ],
  [
    "a control that observes",
    [["create.yaml", "expect: refused", "observe: x"]],
    [
      "create.yaml:24:9: the control holds whatever the server does\n  say what must hold with expect: accepted or refused, or with then",
      'create.yaml:26:11: "observe" is not allowed here\n  a control observes nothing: say what must hold with expect or then',
    ],
  ],
  [
    "a fixture that judges",
    [["service.yaml", "expect: accepted", "then: { success: true }"]],
    [
      'service.yaml:33:7: "then" is not allowed here\n  a fixture is set-up: it says what it needs with expect',
    ],
  ],
  [
    "an input that is not used",
    [["create.yaml", "{ bytes: $size, seed: 1 }", "{ bytes: 1 }"]],
    ['create.yaml:13:15: the input "size" is never used\n  take it out, or refer to it as $size'],
  ],
  [
    "a table that is not used",
    [["create.yaml", "        as: $who\n", ""]],
    ['create.yaml:14:16: the input "who" is never used\n  take it out, or refer to it as $who'],
  ],
  [
    "an input from two places",
    [["create.yaml", "{ who: [owner, stranger] }", "{ size: [1], who: [owner, stranger] }"]],
    ['create.yaml:13:15: the input "size" is in both forEach and forAll'],
  ],
  [
    "an input with a predefined name",
    [["create.yaml", "{ who: [owner, stranger] }", "{ round: [1], who: [owner, stranger] }"]],
    [
      "create.yaml:14:16: $round is predefined\n  choose another name",
      'create.yaml:14:16: the input "round" is never used\n  take it out, or refer to it as $round',
    ],
  ],
  [
    "a save under a predefined name",
    [
      [
        "create.yaml",
        "- call: Create\n        observe",
        "- call: Create\n        save: { sent: Handler }\n        observe",
      ],
    ],
    ["create.yaml:34:17: $sent is predefined\n  choose another name"],
  ],
  [
    "a binding that is not documented",
    [["create.yaml", "title: A new", "bindings: [rest]\n    title: A new"]],
    ["create.yaml:12:16: Create is not documented for rest\n  known: get, post, soap11"],
  ],
  [
    "a call over a binding that is not documented",
    [["create.yaml", "as: $who", "as: $who\n        over: get"]],
    ["create.yaml:19:15: Send is not documented for get\n  known: post, soap11"],
  ],
  [
    "a method of an operation without any",
    [["create.yaml", "as: $who", "as: $who\n        method: PUT"]],
    ["create.yaml:19:17: Send has no HTTP method of its own\n  method is for REST operations"],
  ],
  [
    "a SOAP spelling of REST",
    [["remove.yaml", "saveAnswer: first", "saveAnswer: first\n        spelling: wsdl"]],
    ["remove.yaml:14:19: Remove is not documented for soap11\n  spelling is for SOAP"],
  ],
  [
    "a save from a document",
    [
      [
        "create.yaml",
        "- call: Create\n        observe",
        "- call: Fetch\n        with: { path: x }\n        save: { a: B }\n        observe",
      ],
    ],
    [
      "create.yaml:35:9: Fetch answers a document, which has nothing to save\n  compare it with the check bytes: $sent",
    ],
  ],
  [
    "a check of another kind of answer",
    [["remove.yaml", "sameAs: $first,", "success: true,"]],
    [
      'remove.yaml:17:17: the check "success" says nothing about the answer of Remove\n  checks here: refused, status, json, body, sameAs, alike, oneOf, served, headers, informational, trailers, noAnswer, texts, wellFormed',
    ],
  ],
  [
    "lists of an operation that lists nothing",
    [["remove.yaml", "sameAs: $first,", "lists: x,"]],
    [
      'remove.yaml:17:17: the check "lists" says nothing about the answer of Remove\n  checks here: refused, status, json, body, sameAs, alike, oneOf, served, headers, informational, trailers, noAnswer, texts, wellFormed',
    ],
  ],
  [
    "a condition that refers to nothing",
    [
      [
        "create.yaml",
        "- call: Send\n        as",
        "- when: { who: owner }\n        call: Send\n        as",
      ],
    ],
    ['create.yaml:17:17: "who" is not a reference\n  write $who'],
  ],
  [
    "a condition that never holds",
    [
      [
        "create.yaml",
        "- call: Send\n        as",
        "- when: { $who: ownr }\n        call: Send\n        as",
      ],
    ],
    ['create.yaml:17:23: $who is never "ownr"\n  did you mean "owner"?'],
  ],
  [
    "a statement both carried and untested",
    [["create.yaml", "rules:\n", "untested: [{ statement: S-01, because: x }]\nrules:\n"]],
    [
      'create.yaml:7:25: the statement "S-01" is not untested: inforouter.create.refusal carries it\n  the rule is at shared.yaml:6',
    ],
  ],
  [
    "a probe that says nothing",
    [
      [
        "create.yaml",
        "- use: handler",
        "- use: handler\n      - { probe: staging, holds: $handler }",
      ],
    ],
    [
      "create.yaml:17:9: the probe does not say which answer it expects\n  add expect (set-up) or then (judged); expect: anything where it is open",
    ],
  ],
];

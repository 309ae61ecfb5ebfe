import type { Change } from "../small-specs.ts";
import type { BadFile } from "./bad-file.ts";

/** The judged call of the small files, and their control, to be written otherwise. */
const JUDGED = `      - call: Send
        as: $who
        with: { handler: $handler, chunk: { bytes: $size, seed: 1 } }
        then: { success: true, error: none }`;
const CONTROL = `      title: a handler that was never issued takes none
      steps:
        - call: Send
          with: { handler: $unissued, chunk: { bytes: 1 } }
          expect: refused`;
const SEND = "call: Send, as: $who, with: { handler: $handler, chunk: { bytes: $size, seed: 1 } }";
const REFUSED = "[{ call: Delete, with: { handler: $unissued }, expect: refused }]";

/** The judged call in several ways, each a line. */
export function inWays(...ways: readonly string[]): Change {
  return [
    "create.yaml",
    JUDGED,
    `      - any:\n${ways.map((way) => `          - ${way}`).join("\n")}`,
  ];
}

/** The control in several ways, each a line; with `before` in front of them. */
export function controlInWays(ways: readonly string[], before = ""): Change {
  const lines = ways.map((way) => `        - ${way}`).join("\n");
  return ["create.yaml", CONTROL, `${before}      any:\n${lines}`];
}

/** One more call that tidies up, with what is given. */
export function tidyingUp(more = ""): Change {
  const call = `- { call: Delete, with: { handler: $handler }, cleanup: true${more} }`;
  return ["create.yaml", JUDGED, `${JUDGED}\n      ${call}`];
}

export const JUDGES = `[{ ${SEND}, then: { success: true } }]`;
export const DELETES = `{ title: a delete is refused, steps: ${REFUSED} }`;
export const SENDS =
  "{ title: a chunk is refused, steps: [{ call: Send, with: { handler: $unissued, chunk: { bytes: 1 } }, expect: refused }] }";

const lost = (place: string, field: string): string =>
  `create.yaml:${place}: "${field}" cannot be combined with cleanup, whose answer does not count\n  take ${field} out, or cleanup`;
const HOLLOW =
  "create.yaml:16:7: the rule judges nothing where a target offers no way that judges\n  add then to a step outside any, or to every way of it";

/** What `any`, `cleanup` and a control in several ways do not allow, nor a MAY rule that judges. */
export const WAYS: readonly BadFile[] = [
  [
    "no way",
    [["create.yaml", JUDGED, "      - any: []"]],
    ['create.yaml:17:14: "any" needs 2 items or more; found an empty list'],
  ],
  ["one way", [inWays(JUDGES)], ['create.yaml:18:11: "any" needs 2 items or more; found a list']],
  [
    "a way that is no list",
    [inWays(JUDGES.slice(1, -1), "[]")],
    ['create.yaml:18:13: "any[0]" must be a list; found an object'],
  ],
  [
    "ways and a call in one step",
    [inWays(JUDGES, `${JUDGES}\n        call: Send`)],
    ['create.yaml:17:9: "any" cannot be combined with "call"'],
  ],
  [
    "a way that says nothing of its answer",
    [inWays(JUDGES, "[{ call: Delete, with: { handler: $handler } }]")],
    [
      HOLLOW,
      "create.yaml:19:14: the call of Delete does not say which answer it expects\n  add expect (set-up) or then (judged); expect: anything where it is open",
    ],
  ],
  [
    "a way of an operation that there is not",
    [inWays(JUDGES, JUDGES.replace("Send", "Sendd"))],
    ['create.yaml:19:22: unknown operation "Sendd"\n  did you mean "Send"?'],
  ],
  ["a way without steps, and nothing else that judges", [inWays(JUDGES, "[]")], [HOLLOW]],
  [
    "a way without steps before others",
    [inWays("[]", JUDGES)],
    [
      HOLLOW,
      "create.yaml:18:13: a way without steps comes before others, which are then never taken\n  put it last, or take it out",
    ],
  ],
  [
    "a clean-up that must be accepted",
    [tidyingUp(", expect: accepted")],
    [lost("21:69", "expect")],
  ],
  ["a clean-up that is judged", [tidyingUp(", then: { success: true }")], [lost("21:69", "then")]],
  [
    "a clean-up that is observed",
    [["create.yaml", "observe: the song", "observe: the song\n        cleanup: true"]],
    [lost("34:9", "observe")],
  ],
  [
    "a probe that cleans up",
    [["create.yaml", JUDGED, `${JUDGED}\n      - { probe: staging, holds: x, cleanup: true }`]],
    ['create.yaml:21:37: "cleanup" cannot be combined with "probe" and "holds"'],
  ],
  [
    "a control in one way",
    [controlInWays([SENDS])],
    ['create.yaml:23:9: "any" needs 2 items or more; found a list'],
  ],
  [
    "a control of which one way always holds",
    [controlInWays([SENDS, DELETES.replace("refused }]", "anything }]")])],
    [
      "create.yaml:24:48: the control holds whatever the server does\n  say what must hold with expect: accepted or refused, or with then",
    ],
  ],
  [
    "a control of which one way does not say what it shows",
    [controlInWays([SENDS, `{ steps: ${REFUSED} }`])],
    ['create.yaml:24:11: "title" is missing in "any[1]"'],
  ],
  [
    "a control with a title beside those of its ways",
    [controlInWays([SENDS, DELETES], "      title: x\n")],
    ['create.yaml:22:7: "title" cannot be combined with "any"'],
  ],
  [
    "a control that observes in one way",
    [controlInWays([SENDS, DELETES.replace("refused }]", "refused, observe: x }]")])],
    [
      'create.yaml:24:112: "observe" is not allowed here\n  a control observes nothing: say what must hold with expect or then',
    ],
  ],
  [
    "a MAY rule that judges by a check that there is not",
    [["create.yaml", "observe: the song", "then: { succes: true }"]],
    [
      'create.yaml:34:17: unknown key "succes"\n  did you mean "success"? Known here: success, refused, error, attributes, bytes, chunk, zip, noDocument, form, http, status, headers, informational, trailers, body, served, wellFormed, noAnswer, json, sameAs, alike, lists, texts, agree, oneOf',
    ],
  ],
  [
    "a MAY rule that judges, with a control that cannot fail",
    [
      [
        "create.yaml",
        "observe: the song",
        "then: { success: true }\n    control: { title: c, steps: [{ call: Create, expect: anything }] }",
      ],
    ],
    [
      "create.yaml:35:33: the control holds whatever the server does\n  say what must hold with expect: accepted or refused, or with then",
    ],
  ],
];

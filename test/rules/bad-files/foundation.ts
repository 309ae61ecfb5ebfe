// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates look like this
import type { BadFile } from "./bad-file.ts";

/** Service files and templates that rules cannot build on. */
export const FOUNDATION: readonly BadFile[] = [
  [
    "a fixture that uses itself",
    [
      ["service.yaml", "  handler:\n    - call", "  handler:\n    - use: other\n    - call"],
      ["service.yaml", "fixtures:", "fixtures:\n  other: [{ use: handler }]"],
    ],
    ['service.yaml:31:3: the fixture "handler" uses itself: handler → other → handler'],
  ],
  [
    "a fixture that calls an unknown operation",
    [["service.yaml", "  handler:\n    - call: Create", "  handler:\n    - call: Creat"]],
    ['service.yaml:31:13: unknown operation "Creat"\n  did you mean "Create"?'],
  ],
  [
    "a fixture that uses an unknown one",
    [["service.yaml", "fixtures:", "fixtures:\n  other: [{ use: handlers }]"]],
    ['service.yaml:30:18: unknown fixture "handlers"\n  did you mean "handler"?'],
  ],
  [
    "@@a fixture that refers to a rule's input",
    [
      [
        "service.yaml",
        "save: { handler: Handler }",
        "with: { size: $size }\n      save: { handler: Handler }",
      ],
    ],
    [
      'service.yaml:32:21: unknown reference "$size"\n  known: $unissued, $owner.uid, $owner.pwd, $stranger.uid, $stranger.pwd, $sent, $round, $documents.readable, $newDocument',
    ],
  ],
  [
    "an operation of two files",
    [
      ["api.yaml", "service: apidatatools", "service: inforouter"],
      ["api.yaml", "Remove:", "Delete:"],
      ["api.yaml", "bindings: [rest]", "bindings: [get]"],
    ],
    [
      'api.yaml:3:3: the operation "Delete" is defined twice\n  first at service.yaml:19',
      'remove.yaml:1:10: unknown service "apidatatools"\n  known: inforouter',
    ],
  ],
  [
    "a binding that the service does not have",
    [
      ["service.yaml", "credentials:", "bindings: [get, post]\ncredentials:"],
      ["service.yaml", "bindings: [get]", "bindings: [rest]\n    http: { method: GET, path: /f }"],
      ["service.yaml", "[post, soap11]", "[post]"],
      ["service.yaml", "[get, post, soap11]", "[get, post]"],
      ["service.yaml", "[get, post, soap11]", "[get, post]"],
    ],
    ["service.yaml:25:16: inforouter has no binding rest\n  known: get, post"],
  ],
  [
    "a call without its path",
    [["service.yaml", "bindings: [get]", "bindings: [rest]"]],
    ["service.yaml:24:3: Fetch says neither http nor fromTarget\n  add http: { method, path }"],
  ],
  [
    "a removal that nothing has",
    [["service.yaml", "call: Delete, with: { handler: $id }", "call: Delet, with: { handlr: $i }"]],
    [
      'service.yaml:11:23: unknown operation "Delet"\n  did you mean "Delete"?',
      'service.yaml:11:46: unknown reference "$i"\n  did you mean "$id"?',
    ],
  ],
  [
    "a creation that nothing names",
    [["service.yaml", "$answer.Handler", "$anwser.Handler"]],
    [
      'service.yaml:10:11: unknown reference "$anwser.Handler"\n  known: $with.ticket, $with.size, $answer.Attribute, $headers.name',
    ],
  ],
  [
    "a CRC of what is not there",
    [["service.yaml", "of: chunk", "of: chnk"]],
    ['service.yaml:18:31: unknown parameter of bytes "chnk"\n  did you mean "chunk"?'],
  ],
  [
    "a CRC of nothing",
    [["service.yaml", ", of: chunk", ""]],
    [
      'service.yaml:18:7: "of" is missing in "crc"\n  add of: the parameter whose bytes it is computed from',
    ],
  ],
  [
    "a hole without argument",
    [["shared.yaml", "${valid}\n            then", "${vald}\n            then"]],
    ['shared.yaml:14:19: unknown argument "vald"\n  did you mean "valid"?'],
  ],
  [
    "an argument without hole",
    [
      ["shared.yaml", "statement]", "statement, faults]"],
      ["create.yaml", "statement: S-01 }", "statement: S-01, faults: x }"],
    ],
    [
      'shared.yaml:4:50: the argument "faults" of template "refusal" is never used\n  take it out, or use it as ${faults}',
    ],
  ],
  [
    "a rule of a template against the grammar",
    [["shared.yaml", "then: { success: false }", "then: { sucess: false }"]],
    [
      'shared.yaml:15:21: unknown key "sucess"\n  did you mean "success"? Known here: success, refused, error, attributes, bytes, chunk, zip, noDocument, form, http, status, headers, informational, trailers, body, served, wellFormed, noAnswer, json, sameAs, alike, lists, texts, agree, oneOf; applied at create.yaml:5',
    ],
  ],
  [
    "a rule of a template with an unknown name",
    [["shared.yaml", "as: unknown", "as: unknwon"]],
    [
      'shared.yaml:13:17: unknown principal "unknwon"\n  did you mean "unknown"?; applied at create.yaml:5',
    ],
  ],
  [
    "an argument that names nothing",
    [["create.yaml", "statement: S-01 }", "statement: S-10 }"]],
    [
      'shared.yaml:8:22: unknown statement "S-10"\n  did you mean "S-01"?; applied at create.yaml:5',
    ],
  ],
  [
    "an argument that fits no operation",
    [["create.yaml", "valid: { size: 1 }", "valid: { sise: 1 }"]],
    [
      'shared.yaml:14:13: unknown parameter "sise" of Create\n  did you mean "size"?; applied at create.yaml:5',
      'shared.yaml:20:15: unknown parameter "sise" of Create\n  did you mean "size"?; applied at create.yaml:5',
    ],
  ],
];

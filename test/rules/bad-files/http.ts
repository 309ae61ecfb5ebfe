import type { Change } from "../small-specs.ts";
import type { BadFile } from "./bad-file.ts";

const THEN = "then: { sameAs: $first, json: { error: { text: true } } }";

/** The judged call of the REST service, with other checks. */
const judged = (checks: string): readonly Change[] => [["remove.yaml", THEN, `then: ${checks}`]];

/** What answers of HTTP do not allow. */
export const HTTP: readonly BadFile[] = [
  [
    "a name that no header has",
    judged('{ headers: { "x old": absent } }'),
    ['remove.yaml:17:28: the key "x old" is no name of a header'],
  ],
  [
    "no header",
    judged("{ headers: {} }"),
    ['remove.yaml:17:26: "headers" needs 1 key or more; found an empty object'],
  ],
  [
    "an unknown matcher of a header",
    judged("{ headers: { location: { contain: x } } }"),
    [
      'remove.yaml:17:40: unknown key "contain"\n  did you mean "contains"? Known here: guid, absent, distinct, integer, crc, text, contains, matches, some, equals, not, all',
    ],
  ],
  [
    "a regular expression that is none",
    judged('{ headers: { location: { matches: "(" } } }'),
    ['remove.yaml:17:49: "matches" must be a regular expression; found "("'],
  ],
  [
    "a class of statuses that there is not",
    judged("{ status: 20x }"),
    [
      'remove.yaml:17:25: "status" must be a status or a class such as 4xx or a list of them; found "20x"',
    ],
  ],
  [
    "a status that no answer has",
    judged("{ status: [200, 20] }"),
    ['remove.yaml:17:31: "status[1]" must be 100 or more; found 20'],
  ],
  [
    "one status as a list",
    judged("{ status: [200] }"),
    ['remove.yaml:17:25: "status" needs 2 items or more; found a list'],
  ],
  [
    "noAnswer that is false",
    judged("{ noAnswer: false }"),
    ['remove.yaml:17:27: "noAnswer" must be true; found false'],
  ],
  [
    "an answer of 1xx that is none",
    judged("{ informational: { status: 200 } }"),
    ['remove.yaml:17:42: "status" must be 199 or less; found 200'],
  ],
  [
    "a checksum that there is not",
    [["remove.yaml", "with: { id: x }", "with: { id: { checksum: { of: x, by: sha2 } } }"]],
    [
      'remove.yaml:12:46: "by" must be one of "md5", "sha1", "sha256", "sha512" or "crc32"; found "sha2"\n  did you mean "sha1"?',
    ],
  ],
  [
    "a checksum of nothing",
    [["remove.yaml", "with: { id: x }", "with: { id: { checksum: { by: sha1 } } }"]],
    ['remove.yaml:12:23: "of" is missing in "checksum"'],
  ],
  [
    "a form of dates that there is not",
    [["remove.yaml", "with: { id: x }", "with: { id: { date: { as: rfc } } }"]],
    ['remove.yaml:12:35: "as" must be "iso" or "http"; found "rfc"'],
  ],
  [
    "a part of a URL that there is not",
    [["remove.yaml", "with: { id: x }", "with: { id: { url: { of: x, part: name } } }"]],
    [
      'remove.yaml:12:43: "part" must be one of "whole", "origin", "host", "path", "query" or "fragment"; found "name"',
    ],
  ],
  [
    "a part of the bytes that is as long as bytes",
    [
      [
        "create.yaml",
        "{ success: true, error: none }",
        "{ chunk: { of: $sent, from: 0, length: $sent } }",
      ],
    ],
    [
      "create.yaml:20:54: $sent is a whole document, which cannot be used here\n  only the checks bytes, chunk and zip and the matcher crc compare with it; checksum, base64 and length are computed from it",
    ],
  ],
  [
    "the body of an answer that has none of its own",
    [["create.yaml", "{ success: true, error: none }", "{ body: empty }"]],
    [
      'create.yaml:20:17: the check "body" says nothing about the answer of Send\n  checks here: success, refused, error, attributes, chunk, zip, http, agree, alike, oneOf, served, headers, informational, trailers, noAnswer, texts',
    ],
  ],
];

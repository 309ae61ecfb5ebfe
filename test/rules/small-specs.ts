import { GENERATORS } from "../../generators/registry.ts";
import type { Rule, Specs } from "../../src/model/rule.ts";
import { compileSpecs } from "../../src/rules/compile/compile-specs.ts";
import { printedFailure } from "../schema/printed.ts";

/** A whole set of rule files, small enough to know by heart. */
export const SMALL_SPECS = {
  "service.yaml": `service: inforouter
operations:
  Create:
    bindings: [get, post, soap11]
    parameters:
      ticket: { type: ticket }
      size: { type: int, default: 0 }
    creates:
      what: handler
      id: $answer.Handler
      remove: { call: Delete, with: { handler: $id } }
  Send:
    bindings: [post, soap11]
    parameters:
      ticket: { type: ticket }
      handler: { type: guid }
      chunk: { type: bytes }
      crc: { type: crc32, of: chunk }
  Delete:
    bindings: [get, post, soap11]
    parameters:
      ticket: { type: ticket }
      handler: { type: guid }
  Fetch:
    bindings: [get]
    answer: bytes
    parameters:
      path: { type: string }
fixtures:
  handler:
    - call: Create
      save: { handler: Handler }
      expect: accepted
credentials: { setting: users, word: ticket, unknown: guid }
capabilities:
  writable-folder:
    settings: [folders.writable]
    missing: folder to write into
    names: [newDocument]
  staging-probe: { settings: [stagingDir], missing: directory to look into, probe: staging }
names:
  documents: $target.documents
  newDocument: { path-join: [$target.folders.writable, $newName] }
target:
  properties:
    documents: { type: object, properties: { readable: { type: string } } }
`,
  "api.yaml": `service: apidatatools
operations:
  Remove:
    bindings: [rest]
    answer: json
    http: { method: DELETE, path: /remove }
    parameters:
      key: { type: key, in: header }
      id: { type: string, in: header }
`,
  "statements.yaml": `statements:
  S-01: { level: MUST, text: It works. }
  S-02: { level: SHOULD, text: It is quick. }
  S-03: { level: MAY, text: It sings. }
`,
  "shared.yaml": `service: inforouter
templates:
  refusal:
    arguments: [id, operation, valid, statement]
    rules:
      - id: inforouter.\${id}.refusal
        level: MUST
        statements: ["\${statement}"]
        source: Errors
        title: A ticket that was never issued is refused by \${operation}
        steps:
          - call: \${operation}
            as: unknown
            with: \${valid}
            then: { success: false }
        control:
          title: the owner's call is accepted
          steps:
            - call: \${operation}
              with: \${valid}
              expect: accepted
`,
  "create.yaml": `service: inforouter
operation: Create
document: { title: Create API }
uses:
  - template: refusal
    with: { id: create, operation: Create, valid: { size: 1 }, statement: S-01 }
rules:
  - id: inforouter.create.takes-chunk
    level: MUST
    statements: [S-01]
    source: Notes 1
    title: A new handler takes a chunk
    forAll: { size: payload.size }
    forEach: { who: [owner, stranger] }
    steps:
      - use: handler
      - call: Send
        as: $who
        with: { handler: $handler, chunk: { bytes: $size, seed: 1 } }
        then: { success: true, error: none }
    control:
      title: a handler that was never issued takes none
      steps:
        - call: Send
          with: { handler: $unissued, chunk: { bytes: 1 } }
          expect: refused
  - id: inforouter.create.sings
    level: MAY
    statements: [S-03]
    source: Notes 2
    title: What it sings
    steps:
      - call: Create
        observe: the song
`,
  "remove.yaml": `service: apidatatools
operation: Remove
document: { title: Remove API }
rules:
  - id: apidatatools.remove.again
    level: SHOULD
    statements: [S-02]
    source: Notes 3
    title: A second call is answered as the first
    steps:
      - call: Remove
        with: { id: x }
        saveAnswer: first
        expect: refused
      - call: Remove
        with: { id: x }
        then: { sameAs: $first, json: { error: { text: true } } }
    control: { within: the first call is refused }
`,
} as const;

export type SmallFile = keyof typeof SMALL_SPECS;

/** One place of the small files that reads otherwise. */
export type Change = readonly [file: SmallFile, from: string, to: string];

export function compileSmall(changes: readonly Change[] = []): Specs {
  const files = Object.entries(SMALL_SPECS).map(([path, text]) => ({
    path,
    text: changes
      .filter(([file]) => file === path)
      .reduce((old, [, from, to]) => {
        if (!old.includes(from)) throw new Error(`${path} does not hold ${from}`);
        return old.replace(from, () => to);
      }, text as string),
  }));
  return compileSpecs(files, GENERATORS);
}

/** A rule of the small files, changed, by the end of its id. */
export function smallRule(end: string, changes: readonly Change[] = []): Rule {
  const found = compileSmall(changes).rules.find(({ id }) => id.endsWith(end));
  if (!found) throw new Error(`no rule ends with ${end}`);
  return found;
}

/** What a user reads about the small files, changed; empty when they are right. */
export function problemsOf(changes: readonly Change[]): readonly string[] {
  return printedFailure(() => compileSmall(changes));
}

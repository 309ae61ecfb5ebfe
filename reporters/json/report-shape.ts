import type { Report } from "../../src/model/report.ts";

/**
 * The keys of a type in the order in which they are written: `KEEP` for a value that is written as it
 * is, `[shape]` for each element of a list, `{ "*": shape }` for each value of a record. A field of the
 * type that is missing here does not compile.
 */
export type Shape<T> =
  | typeof KEEP
  | (T extends readonly (infer Element)[]
      ? readonly [Shape<Element>]
      : T extends object
        ? string extends keyof T
          ? { readonly "*": Shape<T[keyof T]> }
          : { readonly [K in keyof T]-?: Shape<NonNullable<T[K]>> }
        : typeof KEEP);

export const KEEP = "as it is";

const SOURCE = { document: KEEP, where: KEEP, url: KEEP } as const;

const EXCHANGE = {
  request: { method: KEEP, url: KEEP, headers: KEEP, body: KEEP, transfer: KEEP },
  response: {
    status: KEEP,
    headers: KEEP,
    informational: [{ status: KEEP, headers: KEEP }],
    trailers: KEEP,
    body: KEEP,
  },
  failure: { code: KEEP, message: KEEP },
  durationMs: KEEP,
} as const;

const STEP = {
  call: KEEP,
  binding: KEEP,
  as: KEEP,
  with: KEEP,
  without: KEEP,
  save: KEEP,
  method: KEEP,
  at: KEEP,
  rename: KEEP,
  transfer: KEEP,
  spelling: KEEP,
  askedAgain: KEEP,
  until: KEEP,
  within: KEEP,
  every: KEEP,
  tries: KEEP,
  judged: KEEP,
  credential: KEEP,
  answer: KEEP,
} as const;

const FAILURE = {
  id: KEEP,
  binding: KEEP,
  statements: KEEP,
  signature: KEEP,
  consequenceOf: { rule: KEEP, statements: KEEP },
  known: KEEP,
  reproduced: KEEP,
  underLoad: KEEP,
  counterexample: KEEP,
  expected: KEEP,
  actual: KEEP,
  bytes: { from: KEEP, expected: KEEP, actual: KEEP },
  history: [
    {
      lane: KEEP,
      call: KEEP,
      answer: KEEP,
      began: KEEP,
      ended: KEEP,
      step: KEEP,
      unexplained: KEEP,
    },
  ],
  step: KEEP,
  exchanges: [EXCHANGE],
  curl: KEEP,
  seed: KEEP,
  steps: [STEP],
} as const;

const UNMET = [{ step: STEP, wanted: KEEP, about: KEEP, got: KEEP, known: KEEP }] as const;

const RULE = {
  id: KEEP,
  title: KEEP,
  level: KEEP,
  service: KEEP,
  operation: KEEP,
  statements: KEEP,
  source: SOURCE,
  definedAt: { file: KEEP, line: KEEP },
  explains: KEEP,
  verdict: KEEP,
  reason: KEEP,
  known: {
    reason: KEEP,
    link: KEEP,
    since: KEEP,
    expires: KEEP,
    bindings: KEEP,
    because: KEEP,
    flaky: KEEP,
  },
  promise: { editions: KEEP, level: KEEP, holds: KEEP },
  exercised: KEEP,
  observed: KEEP,
  alternatives: KEEP,
  cases: KEEP,
  durationMs: KEEP,
  bindings: KEEP,
  reasons: KEEP,
  failures: [FAILURE],
  flaky: KEEP,
  unmet: { "*": UNMET },
  units: {
    "*": {
      cases: KEEP,
      durationMs: KEEP,
      observed: KEEP,
      alternatives: KEEP,
      holds: KEEP,
      flaky: KEEP,
      unmet: UNMET,
      exercised: KEEP,
    },
  },
} as const;

const DEVIATION = {
  rule: KEEP,
  binding: KEEP,
  signature: KEEP,
  because: KEEP,
  flaky: KEEP,
  state: KEEP,
  reason: KEEP,
  link: KEEP,
  since: KEEP,
  expires: KEEP,
  bindings: KEEP,
} as const;

const COUNTS = {
  pass: KEEP,
  fail: KEEP,
  inconclusive: KEEP,
  "not-applicable": KEEP,
  observed: KEEP,
} as const;

const OPERATION = { service: KEEP, name: KEEP, wsdl: KEEP } as const;

const TARGET = {
  name: KEEP,
  description: KEEP,
  outcome: KEEP,
  reason: KEEP,
  requests: KEEP,
  bytesSent: KEEP,
  cases: KEEP,
  counts: { MUST: COUNTS, SHOULD: COUNTS, MAY: COUNTS },
  judged: {
    must: KEEP,
    applicable: KEEP,
    all: KEEP,
    unselected: KEEP,
    elsewhere: KEEP,
    unseen: KEEP,
    more: KEEP,
    least: KEEP,
  },
  editions: { "*": { points: KEEP, follows: KEEP } },
  statements: {
    "*": {
      verdict: KEEP,
      rules: KEEP,
      level: KEEP,
      text: KEEP,
      source: { document: KEEP, where: KEEP, url: KEEP },
      reason: KEEP,
      differs: [{ rule: KEEP, editions: KEEP }],
    },
  },
  rules: [RULE],
  deviations: [DEVIATION],
  operations: { notOffered: [OPERATION], contradicted: [OPERATION] },
  leftovers: KEEP,
  throttled: KEEP,
  launchLog: KEEP,
  plan: {
    cases: KEEP,
    of: KEEP,
    requestMs: KEEP,
    allMs: KEEP,
    most: KEEP,
    mostSlow: KEEP,
    longest: KEEP,
    spread: KEEP,
    slow: KEEP,
    bytes: { budget: KEEP, all: KEEP, planned: KEEP, left: KEEP, fewer: KEEP, leftOut: KEEP },
  },
  coverage: { answers: KEEP, accepted: KEEP, transitions: KEEP, boundaries: KEEP },
  timings: [
    {
      service: KEEP,
      operation: KEEP,
      binding: KEEP,
      requests: KEEP,
      medianMs: KEEP,
      p95Ms: KEEP,
      worstMs: KEEP,
      limitMs: KEEP,
    },
  ],
  link: { connectMs: KEEP, connections: KEEP, requests: KEEP },
  soak: {
    durationMs: KEEP,
    slowed: [{ service: KEEP, operation: KEEP, binding: KEEP, firstMs: KEEP, lastMs: KEEP }],
    looked: KEEP,
    vanished: [{ what: KEEP, ageMs: KEEP, answer: KEEP }],
  },
} as const;

/** How report.json is written, format version 2. */
export const REPORT_SHAPE: Shape<Report> = {
  format: KEEP,
  formatVersion: KEEP,
  tool: { name: KEEP, version: KEEP, digest: KEEP },
  run: {
    id: KEEP,
    startedAt: KEEP,
    durationMs: KEEP,
    seed: KEEP,
    complete: KEEP,
    stopped: KEEP,
    shard: KEEP,
    plan: KEEP,
    edition: KEEP,
    command: KEEP,
    targetsFile: KEEP,
    specsFolders: KEEP,
    journal: KEEP,
  },
  specs: {
    digest: KEEP,
    rules: KEEP,
    statements: KEEP,
    editions: { "*": { title: KEEP, date: KEEP, url: KEEP } },
  },
  targets: [TARGET],
  digest: KEEP,
};

import { onTestFinished } from "vitest";
import { GENERATORS } from "../../generators/registry.ts";
import { targetsIn } from "../../src/config/targets/load-targets.ts";
import type { Failure } from "../../src/model/failure.ts";
import type { Specs } from "../../src/model/rule.ts";
import type { Target } from "../../src/model/target.ts";
import type { UnitVerdict } from "../../src/model/unit.ts";
import { compileSpecs } from "../../src/rules/compile/compile-specs.ts";
import { replayFailure } from "../../src/run/campaign/replay-failure.ts";
import { judgeUnit } from "../../src/run/case/judge-unit.ts";
import type { CaseResult } from "../../src/run/case/trace.ts";
import type { Vocabulary } from "../../src/run/case/vocabulary.ts";
import { newTag, type OpenTarget, openTarget } from "../../src/run/target/open-target.ts";
import { parseJsonDocument } from "../../src/schema/json-document.ts";

/** A made-up service of HTTP, with nothing but data. */
export const DEPOT = `service: depot
title: Depot
credentials: { setting: users, word: key, unknown: hex }
greetings: [{ call: List, with: {} }]
target:
  properties:
    users:
      description: Who asks.
      type: object
      properties:
        owner: { description: A key., type: string, writeOnly: true }
        stranger: { description: Another one., type: string, writeOnly: true }
operations:
  List:
    bindings: [rest]
    answer: json
    http: { method: GET, path: /files }
    parameters:
      Authorization: { type: key, in: header, scheme: Bearer }
      tag: { type: string, in: query }
      X-Trace: { type: string, in: header }
  Create:
    bindings: [rest]
    answer: json
    http: { method: POST, path: /files }
    parameters:
      Authorization: { type: key, in: header, scheme: Bearer }
      name: { type: string }
      size: { type: int, default: 5 }
      meta: { type: string }
    creates:
      what: file
      id: $answer.url
      remove: { call: Remove, with: {}, at: $id }
  PutPart:
    bindings: [rest]
    answer: json
    http: { method: PUT, path: "/files/{id}/parts/{n}" }
    body: raw
    parameters:
      Authorization: { type: key, in: header, scheme: Bearer }
      id: { type: string, in: path }
      n: { type: int, in: path, default: 1 }
      Content-Type: { type: string, in: header }
      content: { type: bytes }
  Remove:
    bindings: [rest]
    answer: json
    http: { method: DELETE, path: "/files/{id}" }
    parameters:
      Authorization: { type: key, in: header, scheme: Bearer }
      id: { type: string, in: path }
`;

const STATEMENTS = "statements: { D-1: { level: MUST, text: It does. } }\n";

/** A rule over steps, as lines of YAML that begin with a dash. */
export function ruleOf(steps: string, more = ""): string {
  const indented = steps.trim().replace(/^/gm, "      ");
  return `service: depot
operation: Create
document: { title: Depot }
rules:
  - id: depot.create.rule
    level: MUST
    statements: [D-1]
    source: Files
    title: It does
${more}    steps:
${indented}
    control: { within: the file is made }
`;
}

export function depotSpecs(rules: string, service = DEPOT): Specs {
  return compileSpecs(
    [
      { path: "depot.yaml", text: service },
      { path: "statements.yaml", text: STATEMENTS },
      { path: "rules.yaml", text: rules },
    ],
    GENERATORS,
  );
}

/** A target as targets.json has it. */
export function depotTarget(
  specs: Specs,
  entry: object,
  more: object = {},
  env: Readonly<Record<string, string>> = {},
): Target {
  const text = JSON.stringify({ targets: { mine: { services: { depot: entry }, ...more } } });
  const document = parseJsonDocument("targets.json", text);
  return targetsIn(document, { folder: "/nowhere", cwd: "/nowhere", env, specs }).get("mine");
}

const VOCABULARY: Vocabulary = {
  generators: GENERATORS,
  properties: new Map(),
  adapters: new Map(),
};

export async function openDepot(specs: Specs, target: Target): Promise<OpenTarget> {
  const { operations, services } = specs;
  const open = await openTarget({ target, operations, services, seed: 1, tag: newTag() });
  onTestFinished(() => open.close());
  return open;
}

/** What the only rule comes to. */
export async function judgeDepot(specs: Specs, open: OpenTarget): Promise<UnitVerdict> {
  const [rule] = specs.rules;
  if (!rule) throw new Error("there is a rule");
  return judgeUnit({ open, rule, bindings: ["rest"], runs: 1, vocabulary: VOCABULARY });
}

export async function replayDepot(
  specs: Specs,
  open: OpenTarget,
  failure: Failure,
): Promise<CaseResult | undefined> {
  const [rule] = specs.rules;
  const service = rule?.service ?? "";
  return replayFailure({ open, rule, service, failure, vocabulary: VOCABULARY });
}

import type { Fault } from "../../reference/faults/fault.ts";
import type { Rule } from "../../src/model/rule.ts";
import { buildProof } from "../../src/prove/build-proof.ts";
import type { Proof } from "../../src/prove/proof.ts";
import type { DialectResult, FaultResult, Finding, JobResult } from "../../src/prove/proof-job.ts";
import type { ProofPlan } from "../../src/prove/proof-plan.ts";

/** A rule with what a proof looks at. */
export function rule(id: string, more: Partial<Rule> = {}): Rule {
  return {
    id,
    title: `The title of ${id}`,
    level: "MUST",
    service: "inforouter",
    operation: "DeleteUploadHandler",
    statements: ["DUH-01"],
    source: { document: "A document", where: "Overview 1" },
    bindings: ["get", "post", "soap11"],
    together: false,
    needs: [],
    needsAny: [],
    effect: "creates",
    tags: [],
    session: "shared",
    forEach: {},
    forAll: {},
    steps: [],
    control: { kind: "within", title: "it" },
    faults: [],
    at: { file: "a.yaml", line: 1, column: 1 },
    ...more,
  };
}

export function fault(name: string, more: Partial<Fault> = {}): Fault {
  return {
    name,
    title: `The server is broken by ${name}.`,
    statements: ["DUH-01"],
    class: "deletes",
    visibility: "single-call",
    ...more,
  };
}

/** A rule that found a fault, after so many cases. */
export function found(id: string, cases: number, more: Partial<Finding["found"]> = {}): Finding {
  const evidence = { binding: "get", cases, requests: cases * 3, calls: 2, ...more };
  return { rule: id, found: evidence, verdict: "fail", reason: "expected this, got that" };
}

export function missed(id: string): Finding {
  return { rule: id, found: null, verdict: "pass", reason: null };
}

export function ofFault(
  name: string,
  seed: number,
  claims: readonly Finding[],
  others: readonly Finding[] = [],
): FaultResult {
  return { kind: "fault", fault: name, seed, claims, others };
}

export function ofDialect(
  dialect: string,
  seed: number,
  verdicts: readonly (readonly [rule: string, DialectResult["units"][number]["verdict"]])[],
): DialectResult {
  const units = verdicts.map(([id, verdict]) => {
    return { rule: id, binding: "get", verdict, reason: "because", cases: 1 };
  });
  return { kind: "dialect", dialect, edition: null, seed, units };
}

export function plan(more: Partial<ProofPlan>): ProofPlan {
  return {
    rules: [],
    defaultDialect: "documented",
    editionOf: () => undefined,
    faults: [],
    dialects: [],
    nullServers: [],
    seeds: [1, 2],
    runs: 100,
    claimsOnly: false,
    narrowed: { rules: false, faults: false },
    ...more,
  };
}

export function proofOf(about: ProofPlan, results: readonly JobResult[], complete = true): Proof {
  return buildProof(about, results, {
    version: "1.2.3",
    run: {
      startedAt: "2026-01-02T03:04:05.000Z",
      durationMs: 61_000,
      workers: 2,
      seeds: about.seeds,
      runs: about.runs,
      claimsOnly: about.claimsOnly,
      complete,
      narrowed: about.narrowed.rules || about.narrowed.faults,
      command: "assay prove",
    },
  });
}

/** What is wrong, as `kind subject`. */
export function wrong({ gaps }: Proof): readonly string[] {
  return gaps.map(({ kind, subject }) => `${kind} ${subject}`);
}

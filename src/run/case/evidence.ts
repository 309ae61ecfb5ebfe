import { createHash } from "node:crypto";
import { cut } from "../../judge/answer/quote.ts";
import type { Mismatch } from "../../judge/checks/mismatch.ts";
import type { Binding } from "../../model/binding.ts";
import type { Failure } from "../../model/failure.ts";
import type { Rule } from "../../model/rule.ts";
import type { JsonValue } from "../../model/value.ts";
import { redactDeep } from "../../wire/redact/redact-deep.ts";
import type { KnownTarget, SecretKeeper } from "../target/target-parts.ts";
import { curlOfTrace } from "./curl-of-trace.ts";
import { documentedErrors } from "./documented-errors.ts";
import { exchangeOfEntry } from "./exchange-of-entry.ts";
import { type RecordedFor, recordedStep } from "./recorded-step.ts";
import { signatureOf } from "./signature.ts";
import type { CaseResult, TraceEntry } from "./trace.ts";

/** How much of a digest tells one failure from another. */
const ID_DIGITS = 12;
/** A sentence about an answer; the exchange has more of it. */
const MOST_CHARS = 8 * 1024;

export interface EvidenceOptions {
  readonly open: KnownTarget & SecretKeeper;
  readonly rule: Rule;
  readonly binding: string;
  /** The smallest inputs that fail. */
  readonly inputs: Readonly<Record<string, JsonValue>>;
  /** The repetition that the evidence is taken from; it failed. */
  readonly result: CaseResult;
  readonly reproduced: string;
  /** It fails beside calls of both users, and not by itself. */
  readonly underLoad?: true;
  readonly seed: number;
}

/** A failure as reports carry it: everything redacted, everything plain. */
export function evidenceOf(options: EvidenceOptions): Failure {
  const { open, rule, binding, inputs, result, reproduced, underLoad, seed } = options;
  const { redact } = open.secrets;
  const [first] = result.mismatches;
  const step = first?.step ?? 0;
  const mismatches = result.mismatches.filter((one) => one.step === step);
  const signature = cut(redact(signatureOf(result)), MOST_CHARS);
  const clean = <T>(value: T): T => redactDeep(value, redact);
  return {
    id: failureId(rule.id, binding, signature),
    binding,
    statements: brokenBy(rule, result),
    signature,
    reproduced,
    ...(underLoad ? { underLoad } : {}),
    counterexample: clean(inputs),
    expected: mismatches.map(({ expected }) => cut(redact(expected), MOST_CHARS)),
    actual: cut(
      redact([...new Set(mismatches.map(({ actual }) => actual))].join("; ")),
      MOST_CHARS,
    ),
    ...bytesApart(mismatches, redact),
    ...historyOf(mismatches, clean),
    step,
    exchanges: result.trace.flatMap((entry) => exchangeOfEntry(entry, open) ?? []),
    curl: curlOfTrace(open, rule, result.trace.slice(0, step || result.trace.length)),
    seed,
    steps: clean(result.trace.map((entry) => recordedStep(entry, recordedFor(open, rule, entry)))),
  };
}

/** Of the first wrong bytes, in hex; none where a secret stands among them, of which a part would be one. */
function bytesApart(
  mismatches: readonly Mismatch[],
  redact: (text: string) => string,
): Pick<Failure, "bytes"> {
  const apart = mismatches.find(({ bytes }) => bytes)?.bytes;
  if (!apart) return {};
  const { from, expected, actual } = apart;
  const isClean = [expected, actual].every((bytes) => {
    const text = bytes.toString("latin1");
    return redact(text) === text;
  });
  if (!isClean) return {};
  return { bytes: { from, expected: expected.toString("hex"), actual: actual.toString("hex") } };
}

function historyOf(
  mismatches: readonly Mismatch[],
  clean: <T>(value: T) => T,
): Pick<Failure, "history"> {
  const history = mismatches.find((one) => one.history)?.history;
  return history ? { history: clean(history) } : {};
}

/** What is known of the service that an entry's call is of. */
export function recordedFor(
  { operations, services }: Pick<KnownTarget, "operations" | "services">,
  { service }: Pick<Rule, "service">,
  { operation }: TraceEntry,
): RecordedFor {
  return {
    errors: documentedErrors(operations, service, operation),
    ending: services[service]?.credentials?.logout?.call,
  };
}

/** The statements that a failure is about: those that its mismatches name, else all of the rule. */
export function brokenBy(rule: Rule, { mismatches }: CaseResult): readonly string[] {
  const [first] = mismatches;
  const named = mismatches
    .filter(({ step }) => step === first?.step)
    .flatMap(({ statements = rule.statements }) => statements);
  return rule.statements.filter((id) => named.includes(id));
}

/** What names a failure: the same for the same kind of failure of a rule over a binding. */
export function failureId(rule: string, binding: string, signature: string): string {
  const text = [rule, binding, signature].join("\0");
  return createHash("sha256").update(text).digest("hex").slice(0, ID_DIGITS);
}

/** A binding of a unit as reports name it. */
export function bindingLabel(bindings: readonly Binding[]): string {
  return bindings.join("+");
}

import type { Generator } from "../../../generators/generator.ts";
import type { Secret } from "../../config/targets/secrets-of.ts";
import { isAccepted } from "../../judge/answer/answer.ts";
import { announcedApart, announcedAs, namesIn } from "../../judge/answer/names-in.ts";
import type { Binding } from "../../model/binding.ts";
import type { Failure } from "../../model/failure.ts";
import type { Rule } from "../../model/rule.ts";
import type { Service } from "../../model/service.ts";
import type { ServiceName } from "../../model/target.ts";
import type { UnitVerdict } from "../../model/unit.ts";
import type { TraceEntry } from "../../run/case/trace.ts";
import type { Adapters } from "../../run/target/open-target.ts";
import { createSecrets, type Secrets } from "../../wire/redact/secrets.ts";
import { callOfEntry, type RecordedService } from "./call-of-entry.ts";
import { callersOf, type KnownCaller } from "./callers.ts";
import { judgeAnswer, operationsOf } from "./judge-answer.ts";
import type { HarEntry } from "./read-har.ts";
import type { RecordedCall } from "./recorded-call.ts";
import { recordedEvidence, traceOf } from "./recorded-evidence.ts";
import { recordedSecrets } from "./recorded-secrets.ts";

/** What traffic is judged by. */
export interface HarJudges {
  readonly services: Readonly<Record<ServiceName, Service>>;
  /** In the order of their ids. */
  readonly rules: readonly Rule[];
  readonly generators: ReadonlyMap<string, Generator>;
  readonly adapters: Adapters;
  /** What a target declares and nobody may read. */
  readonly secrets: readonly Secret[];
}

/** What recorded traffic came to. */
export interface JudgedHar {
  readonly entries: number;
  /** By service: how many of them are calls that its documents describe. */
  readonly calls: Readonly<Record<ServiceName, number>>;
  /** One for each rule and binding that the traffic shows something about. */
  readonly verdicts: readonly UnitVerdict[];
  readonly secrets: readonly Secret[];
}

/** Failures of one rule over one binding that are kept, each of another kind. */
const MOST_FAILURES = 5;

/**
 * Holds every answer of recorded traffic against the rules that need no set-up. Nothing is sent, nothing is
 * tried again: a rule passes when no answer that it is about is against it.
 *
 * @param target the name of the target in the verdicts
 */
export function judgeHar(
  entries: readonly HarEntry[],
  places: readonly RecordedService[],
  target: string,
  judges: HarJudges,
): JudgedHar {
  const found = places.map((place) => ({
    place,
    calls: entries.flatMap((entry) => callOfEntry(entry, place, judges.adapters) ?? []),
  }));
  const withService = found.flatMap(({ place, calls }) =>
    calls.map((call) => [call, judges.services[place.service]] as const),
  );
  const secret = [...judges.secrets, ...recordedSecrets(entries, withService)];
  const secrets = createSecrets();
  for (const { value, label } of secret) secrets.add(value, label);
  const verdicts = found.flatMap(({ place: { service }, calls }) =>
    judgeService(calls, target, { ...judges, service, secrets }),
  );
  return {
    entries: entries.length,
    calls: Object.fromEntries(found.map(({ place, calls }) => [place.service, calls.length])),
    verdicts,
    secrets: secret,
  };
}

interface ServiceJudges extends Omit<HarJudges, "secrets"> {
  readonly service: ServiceName;
  readonly secrets: Secrets;
}

function judgeService(
  calls: readonly RecordedCall[],
  target: string,
  judges: ServiceJudges,
): readonly UnitVerdict[] {
  const described = judges.services[judges.service];
  const callers = callersOf(calls, described);
  const announced = announcedIn(calls, described);
  const rules = judges.rules.filter(
    (rule) =>
      rule.service === judges.service &&
      // What a MAY rule sees binds nobody, and is told by what it was tried with.
      rule.level !== "MAY" &&
      !rule.together &&
      rule.property === undefined &&
      (rule.invariant !== undefined || isOffered(rule, described, announced)),
  );
  const traces = calls.map((call): Traced => {
    const caller = callers.get(call) ?? { caller: "unknown" };
    return { call, caller, trace: traceOf(call, caller) };
  });
  const byOperation = new Map<string, Traced[]>();
  for (const one of traces) {
    const { name } = one.call.operation;
    const same = byOperation.get(name);
    if (same) same.push(one);
    else byOperation.set(name, [one]);
  }
  return rules.flatMap((rule) => {
    const about = operationsOf(rule);
    const own = about ? [...new Set(about)].flatMap((one) => byOperation.get(one) ?? []) : traces;
    return rule.bindings.flatMap((binding) => {
      const some = own.filter(({ call }) => call.binding === binding);
      const unit = some.length > 0 && judgeUnit(rule, binding, some, { ...judges, target });
      return unit || [];
    });
  });
}

interface Traced {
  readonly call: RecordedCall;
  readonly caller: KnownCaller;
  readonly trace: TraceEntry;
}

/** A rule over a binding; undefined where no answer is one that it is about. */
function judgeUnit(
  rule: Rule,
  binding: Binding,
  traced: readonly Traced[],
  { target, generators, secrets }: ServiceJudges & { readonly target: string },
): UnitVerdict | undefined {
  const failures = new Map<string, Failure>();
  const exercised = new Set<string>();
  let cases = 0;
  for (const { call, caller, trace } of traced) {
    const judged = judgeAnswer(rule, call, caller, trace, generators);
    if (!judged) continue;
    cases++;
    for (const id of judged.statements) exercised.add(id);
    if (judged.mismatches.length === 0 || failures.size >= MOST_FAILURES) continue;
    const failure = recordedEvidence(rule, call, trace, judged, secrets);
    if (!failures.has(failure.id)) failures.set(failure.id, failure);
  }
  if (cases === 0) return undefined;
  return verdictOf(
    { target, rule: rule.id, binding, cases },
    [...failures.values()],
    [...exercised],
  );
}

function verdictOf(
  unit: Pick<UnitVerdict, "target" | "rule" | "binding" | "cases">,
  failures: readonly Failure[],
  exercised: readonly string[],
): UnitVerdict {
  const [first] = failures;
  return {
    ...unit,
    verdict: first ? "fail" : "pass",
    reason: first ? `expected ${first.expected.join(" and ")}, got ${first.actual}` : null,
    requests: 0,
    durationMs: 0,
    failures,
    observed: null,
    exercised,
    alternatives: {},
  };
}

/** The capabilities that the server announced somewhere in the traffic, in small letters. */
function announcedIn(
  calls: readonly RecordedCall[],
  service: Service | undefined,
): ReadonlySet<string> {
  const { announced, capabilities = {} } = service ?? {};
  if (!announced) return new Set();
  return new Set(
    calls
      .filter(({ operation, answer }) => operation.name === announced.call && isAccepted(answer))
      .flatMap(({ answer }) => [
        ...namesIn(answer, announced),
        ...announcedApart(answer, Object.values(capabilities), announced),
      ]),
  );
}

/** Whether the server has said that it can do what a rule is about, where servers say so. */
function isOffered(
  { needs }: Rule,
  service: Service | undefined,
  announced: ReadonlySet<string>,
): boolean {
  return needs.every((name) => {
    const capability = service?.capabilities[name];
    const known = capability && announcedAs(capability)?.toLowerCase();
    return known === undefined || announced.has(known);
  });
}

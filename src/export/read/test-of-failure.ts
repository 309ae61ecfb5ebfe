import { jsonPointer } from "../../judge/answer/json-pointer.ts";
import { isToldByStatus, traitsOf } from "../../model/binding.ts";
import type { Failure, RecordedStep } from "../../model/failure.ts";
import { linearPattern } from "../../model/linear-pattern.ts";
import type { Operations } from "../../model/operation.ts";
import type { SavedFrom } from "../../model/saved-from.ts";
import type { BytesSpec, JsonValue } from "../../model/value.ts";
import { payloadOf } from "../../wire/encode/bytes.ts";
import { isPayload } from "../../wire/encode/value-text.ts";
import {
  type ExportedCheck,
  type ExportedPlace,
  type ExportedRequest,
  type ExportedTest,
  NotExpressible,
  type RecordedAnswer,
  type Save,
} from "../exported-test.ts";
import type { Condition } from "../judge/condition.ts";
import { type AnswerKind, conditionOf, type Judging } from "../judge/conditions-of.ts";
import { holds, subjectIn } from "../judge/holds.ts";
import { pointerOf } from "../judge/matched.ts";
import type { FailureToExport } from "./failure-to-export.ts";
import { recordedAnswer } from "./recorded-answer.ts";
import { baseOf, type Earlier, requestOf } from "./request-of.ts";
import { refuseUnusual } from "./unusual.ts";
import { variablesOf } from "./variables.ts";

/**
 * The failure as a test: its requests up to the one whose answer was wrong, with what was judged of each.
 * Such a test is only given out when the recorded answers show that it fails.
 *
 * @throws NotExpressible with the reason where that is not so
 */
export function testOfFailure(of: FailureToExport): ExportedTest {
  const { target, rule, failure, operations } = of;
  refuseUnusual(of);
  const steps = failure.steps.slice(0, failure.step);
  const base = baseOf(failure.exchanges[0]);
  const requests: ExportedRequest[] = [];
  const saved = new Map<string, string>();
  let sent: Buffer | undefined = Buffer.alloc(0);
  for (const [index, step] of steps.entries()) {
    const exchange = failure.exchanges[index];
    if (!exchange) throw new NotExpressible(`step ${index + 1} sent nothing`);
    const earlier: Earlier = { step, base, saved };
    const made = requestOf(exchange, earlier);
    const kind = kindOf(step, rule.service, operations);
    const answered = recordedAnswer(exchange);
    const judging: Judging = {
      kind,
      errors: operations[rule.service]?.[step.call]?.errors ?? [],
      saved: new Set(saved.keys()),
      sent: withPayloads(sent, step, isTaken(answered, kind)),
    };
    const checks = checksOf(step, failure, index, (name, argument) =>
      conditionOf(name, argument, judging),
    );
    sent = judging.sent;
    refuseWrongChecks(checks, { answered, saved, index, last: steps.length - 1 });
    const saves = savesOf(step, kind, answered, saved);
    requests.push({ call: step.call, binding: step.binding, ...made, saves, checks, answered });
  }
  const needed = withNeededSaves(requests);
  return {
    id: failure.id,
    rule: rule.id,
    title: rule.title,
    level: rule.level,
    service: rule.service,
    binding: failure.binding,
    target,
    source: rule.source,
    expected: failure.expected,
    actual: failure.actual,
    base,
    variables: variablesOf(needed, failure.curl),
    requests: needed,
  };
}

function kindOf(step: RecordedStep, service: string, operations: Operations): AnswerKind {
  if (isToldByStatus(traitsOf(step.binding))) return "status";
  const operation = operations[service]?.[step.call];
  if (!operation) {
    throw new NotExpressible(`no rule file that is there describes ${step.call} (see --specs)`);
  }
  return operation.answer === "bytes" ? "document" : "element";
}

function checksOf(
  { judged }: RecordedStep,
  { expected, step: wrong }: Failure,
  index: number,
  write: (name: string, argument: JsonValue) => ExportedCheck["holds"],
): readonly ExportedCheck[] {
  const isWrong = index === wrong - 1;
  const all = Object.entries((judged ?? {}) as Readonly<Record<string, JsonValue>>);
  return all.map(([name, argument]) => ({
    // The words of the failure are about all of its checks.
    words: isWrong
      ? `expected ${expected.join(" and ")}`
      : `expected ${name} ${JSON.stringify(argument)}`,
    holds: write(name, argument),
  }));
}

interface Seen {
  readonly answered: RecordedAnswer | null;
  readonly saved: ReadonlyMap<string, string>;
  readonly index: number;
  readonly last: number;
}

/** What is checked must tell the wrong answer from the right ones before it. */
function refuseWrongChecks(
  checks: readonly ExportedCheck[],
  { answered, saved, index, last }: Seen,
) {
  const isHeld = answered !== null && checks.every((check) => holds(check.holds, answered, saved));
  if (index < last && checks.length > 0 && !isHeld) {
    if (answered && answered.text === undefined && answered.sha256 === undefined) {
      throw new NotExpressible(`the report has only a part of the answer of step ${index + 1}`);
    }
    throw new NotExpressible(
      `the answer of step ${index + 1}, which was right, does not look so to a test outside of Assay`,
    );
  }
  if (index === last && isHeld) {
    throw new NotExpressible("what was wrong does not show in the recorded answer alone");
  }
}

/** Values that steps save; one that did not come is none. */
function savesOf(
  { save = {} }: RecordedStep,
  kind: AnswerKind,
  answered: RecordedAnswer | null,
  saved: Map<string, string>,
): readonly Save[] {
  return Object.entries(save).flatMap(([name, from]): readonly Save[] => {
    const place = placeOf(from, kind);
    const text = answered ? savedText(place, answered) : undefined;
    if (text === undefined) {
      saved.delete(name);
      return [];
    }
    saved.set(name, text);
    return [{ name, from: place }];
  });
}

/** Without what nothing uses: a test shall not fail for a value that it does not need. */
function withNeededSaves(requests: readonly ExportedRequest[]): readonly ExportedRequest[] {
  return requests.map((request, index) => {
    const later = JSON.stringify(
      requests
        .slice(index + 1)
        .map(({ url, headers, body, checks }) => [url, headers, body, checks]),
    );
    const isUsed = (name: string): boolean =>
      later.includes(`"kind":"saved","name":${JSON.stringify(name)}`) ||
      later.includes(`"sameSaved":${JSON.stringify(name)}`);
    return { ...request, saves: request.saves.filter(({ name }) => isUsed(name)) };
  });
}

/** Whether the server said that it took a call: what a later document is compared with. */
function isTaken(answered: RecordedAnswer | null, kind: AnswerKind): boolean {
  if (answered === null) return false;
  const taken: Condition =
    kind === "status"
      ? { status: ["2xx"] }
      : conditionOf("success", true, { kind, errors: [], saved: new Set(), sent: undefined });
  return holds(taken, answered, new Map());
}

/** What was sent with this step's payloads, where they were taken; undefined once one of them is not known. */
function withPayloads(
  sent: Buffer | undefined,
  step: RecordedStep,
  isTaken: boolean,
): Buffer | undefined {
  if (!isTaken) return sent;
  const values = Object.values(step.with);
  const isOpen = values.some(
    (value) => typeof value === "object" && value !== null && "bytes" in value && !isPayload(value),
  );
  if (!sent || isOpen) return undefined;
  const payloads = values.filter((value) => isPayload(value)) as unknown as readonly BytesSpec[];
  return Buffer.concat([sent, ...payloads.map((spec) => payloadOf(spec).bytes)]);
}

/** Where an exported test finds a value that a step saves: a name is an attribute, or a member of JSON. */
function placeOf(from: SavedFrom, kind: AnswerKind): ExportedPlace {
  if (typeof from === "object") return from;
  return kind === "status" ? { json: pointerOf(from) } : { attribute: from };
}

/** The text that stood there when it was recorded; undefined where none did. */
function savedText(place: ExportedPlace, answer: RecordedAnswer): string | undefined {
  const found = valueAt(place, answer);
  return found === undefined || typeof found === "object" ? undefined : String(found);
}

function valueAt(place: ExportedPlace, answer: RecordedAnswer): unknown {
  if ("attribute" in place) {
    return subjectIn({ kind: "attribute", name: place.attribute, anyCase: true }, answer);
  }
  if ("header" in place) return subjectIn({ kind: "header", name: place.header }, answer);
  if ("text" in place) return linearPattern(place.text).firstGroup(answer.text ?? "");
  try {
    return jsonPointer(JSON.parse(answer.text ?? ""), place.json)[0];
  } catch {
    return undefined;
  }
}

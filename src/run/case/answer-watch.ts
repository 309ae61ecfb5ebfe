import type { Mismatch } from "../../judge/checks/mismatch.ts";
import { canonicalJson } from "../../judge/report/canonical-json.ts";
import type { Binding } from "../../model/binding.ts";
import type { Rule } from "../../model/rule.ts";
import type { JsonValue } from "../../model/value.ts";
import { signatureOf } from "./signature.ts";
import type { CaseResult, TraceEntry } from "./trace.ts";

/** A case that was run, and how it is run again. */
export interface WatchedCase {
  readonly rule: Rule;
  readonly inputs: Readonly<Record<string, JsonValue>>;
  readonly trace: readonly TraceEntry[];
  readonly again: () => Promise<CaseResult>;
}

/** What an invariant came to about one answer of a case. */
export interface JudgedAnswer {
  /** The number of the answer among the steps. */
  readonly step: number;
  readonly binding: Binding;
  /** Empty where everything is as it should be. */
  readonly mismatches: readonly Mismatch[];
}

/** Judges all answers of a case that an invariant is about. */
export type JudgeAnswers = (trace: readonly TraceEntry[]) => readonly JudgedAnswer[];

/** An answer that breaks an invariant, and the case that got it. */
export interface Offence {
  readonly found: WatchedCase;
  readonly judged: JudgedAnswer;
  /** What kind of failure it is. */
  readonly kind: string;
}

export interface AnswersSeen {
  readonly answers: number;
  /** The smallest of each kind, the smallest of all first: the same cases give the same, in whatever order. */
  readonly offences: readonly Offence[];
}

/**
 * Holds every answer of a run against invariants as it comes: nothing is kept but how many there were, and
 * the smallest case for each kind of failure.
 */
export interface AnswerWatch {
  /** From now on; a rule that is watched already goes on. */
  watch(rule: Rule, judge: JudgeAnswers): void;
  add(found: WatchedCase): void;
  seen(rule: Rule, bindings: readonly Binding[]): AnswersSeen;
}

/** Kinds of failures of one invariant that are kept. */
const MOST_KINDS = 50;

interface Watched {
  readonly rule: Rule;
  readonly judge: JudgeAnswers;
  readonly answers: Map<Binding, number>;
  /** By binding and kind. */
  readonly offences: Map<string, Offence>;
}

export function createAnswerWatch(): AnswerWatch {
  const all = new Map<string, Watched>();
  return {
    watch(rule, judge) {
      if (all.has(rule.id)) return;
      all.set(rule.id, { rule, judge, answers: new Map(), offences: new Map() });
    },
    add(found) {
      for (const watched of all.values()) {
        if (watched.rule.service !== found.rule.service) continue;
        for (const judged of watched.judge(found.trace)) note(watched, found, judged);
      }
    },
    seen({ id }, bindings) {
      const { answers = new Map<Binding, number>(), offences = new Map<string, Offence>() } =
        all.get(id) ?? {};
      return {
        answers: bindings.reduce((sum, binding) => sum + (answers.get(binding) ?? 0), 0),
        offences: [...offences.values()]
          .filter(({ judged }) => bindings.includes(judged.binding))
          .sort((one, other) => bySize(one, other, id)),
      };
    },
  };
}

function note(
  { rule, answers, offences }: Watched,
  found: WatchedCase,
  judged: JudgedAnswer,
): void {
  const { binding, mismatches } = judged;
  answers.set(binding, (answers.get(binding) ?? 0) + 1);
  if (mismatches.length === 0) return;
  const offence = { found, judged, kind: kindOf(found.trace, judged) };
  const key = `${binding} ${offence.kind}`;
  const before = offences.get(key);
  if (!before && offences.size >= MOST_KINDS) return;
  if (!before || bySize(offence, before, rule.id) < 0) offences.set(key, offence);
}

/** The kind of failure that an answer of a case is, in the words of signatures. */
export function kindOf(trace: readonly TraceEntry[], judged: JudgedAnswer): string {
  return signatureOf(offendingCase(trace, judged));
}

/** The case up to the answer that breaks an invariant, in which nothing else is judged. */
export function offendingCase(
  trace: readonly TraceEntry[],
  { step, mismatches }: JudgedAnswer,
  judged?: JsonValue,
): CaseResult {
  const calls = trace.slice(0, step).map(({ judged: _, ...entry }, index): TraceEntry => {
    if (index !== step - 1) return entry;
    // Also an answer that asks for the same call again is one.
    const { askedAgain: __, ...last } = entry;
    return judged === undefined ? last : { ...last, judged };
  });
  return {
    verdict: "violated",
    mismatches: mismatches.map((one) => ({ ...one, step })),
    exercised: new Set(),
    trace: calls,
    observed: [],
    chosen: [],
  };
}

/** Fewer calls first, then cases of the invariant's own, then in an order that does not depend on the run's. */
function bySize(one: Offence, other: Offence, own: string): number {
  const calls = one.judged.step - other.judged.step;
  if (calls !== 0) return calls;
  const words = ({ found: { rule, inputs }, kind }: Offence): string =>
    [rule.id === own ? "" : rule.id, canonicalJson(inputs), kind].join(" ");
  return words(one) < words(other) ? -1 : words(one) > words(other) ? 1 : 0;
}

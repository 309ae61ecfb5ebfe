import type { Binding } from "../model/binding.ts";
import type { Checks, Rule } from "../model/rule.ts";
import type { ServiceName } from "../model/target.ts";
import {
  type AnswersSeen,
  createAnswerWatch,
  type JudgeAnswers,
  type JudgedAnswer,
  kindOf,
  type Offence,
  type WatchedCase,
} from "../run/case/answer-watch.ts";
import { judgeOf } from "../run/case/invariant.ts";
import type { TraceEntry } from "../run/case/trace.ts";
import {
  type HeldAnswer,
  type HoldOptions,
  type HoldRule,
  holdAgain,
  holdCall,
} from "./hold-rule.ts";
import { type PassiveRule, passiveRules } from "./passive-rules.ts";

/** What the traffic shows of a rule over one binding. */
export interface RuleSeen extends AnswersSeen {
  readonly rule: Rule;
  readonly binding: Binding;
  /** Those that some answer was held against. */
  readonly statements: readonly string[];
  /** What of the rule an answer breaks, with inputs filled in. */
  readonly checksOf: (offence: Offence) => Checks;
  /** How many answers were wrong in a way. */
  readonly times: (kind: string) => number;
}

/** Rules that calls are held against as they come. */
export interface HeldRules {
  /** One call, or a removal and the same again. */
  add(service: ServiceName, trace: readonly TraceEntry[]): void;
  /** Operations of which the second of two calls is judged: `service name`. */
  readonly again: ReadonlySet<string>;
  /** Each rule that an answer so far is about. */
  seen(): readonly RuleSeen[];
}

/**
 * @param how.isOffered whether a rule is about what the server can do, as far as is known by then
 * @param how.onBroken told when an answer breaks a rule in a way that none has before
 */
export function holdRules(
  rules: readonly Rule[],
  options: HoldOptions,
  how: {
    readonly isOffered: (rule: Rule) => boolean;
    readonly onBroken?: ((rule: Rule, binding: Binding) => void) | undefined;
  },
): HeldRules {
  const { onBroken } = how;
  // What an invariant needs is for calls of its own alone.
  const isAbout = (rule: Rule): boolean => rule.invariant !== undefined || how.isOffered(rule);
  const passive = passiveRules(rules, options.open.operations);
  const about = new Map<
    string,
    { readonly statements: Set<string>; readonly times: Map<string, number> }
  >();
  const held = new WeakMap<JudgedAnswer, HeldAnswer>();
  const noting =
    (rule: Rule, judge: HoldRule): JudgeAnswers =>
    (trace) => {
      const judged = judge(trace);
      for (const one of judged) {
        const known = about.get(keyOf(rule, one.binding)) ?? {
          statements: new Set<string>(),
          times: new Map<string, number>(),
        };
        about.set(keyOf(rule, one.binding), known);
        for (const id of one.statements) known.statements.add(id);
        if (one.mismatches.length === 0) continue;
        held.set(one, one);
        const kind = kindOf(trace, one);
        const before = known.times.get(kind) ?? 0;
        known.times.set(kind, before + 1);
        if (before === 0 && isAbout(rule)) onBroken?.(rule, one.binding);
      }
      return judged;
    };
  const single = createAnswerWatch();
  const pairs = createAnswerWatch();
  const again = new Set<string>();
  for (const one of passive) {
    const { rule } = one;
    (one.kind === "again" ? pairs : single).watch(rule, noting(rule, holderOf(one, options)));
    if (one.kind === "again") again.add(`${rule.service} ${one.step.call}`);
  }
  return {
    again,
    add: (service, trace) =>
      (trace.length > 1 ? pairs : single).add(watched(rules, service, trace)),
    seen: () =>
      passive.flatMap(({ kind, rule }) => {
        if (!isAbout(rule)) return [];
        return rule.bindings.flatMap((binding): readonly RuleSeen[] => {
          const seen = (kind === "again" ? pairs : single).seen(rule, [binding]);
          const known = about.get(keyOf(rule, binding));
          if (seen.answers === 0 || !known) return [];
          const statements = rule.statements.filter((id) => known.statements.has(id));
          const times = (of: string): number => known.times.get(of) ?? 0;
          const checksOf = ({ judged }: Offence): Checks => held.get(judged)?.checks ?? {};
          return [{ rule, binding, statements, ...seen, checksOf, times }];
        });
      }),
  };
}

function holderOf(one: PassiveRule, options: HoldOptions): HoldRule {
  const { rule } = one;
  if (one.kind === "call") return holdCall(one, options);
  if (one.kind === "again") return holdAgain(one, options);
  const { invariant, statements } = rule;
  if (!invariant) return () => [];
  const judge = judgeOf(rule, invariant, options.open);
  return (trace) => judge(trace).map((each) => ({ ...each, checks: invariant.then, statements }));
}

function keyOf({ id }: Rule, binding: Binding): string {
  return `${id} ${binding}`;
}

/** A case that nobody can run again. */
function watched(
  rules: readonly Rule[],
  service: string,
  trace: readonly TraceEntry[],
): WatchedCase {
  const rule = rules.find((one) => one.service === service);
  if (!rule) throw new Error(`no rule of ${service}`);
  const again = () => Promise.reject(new Error("a case that others made is not run again"));
  return { rule, inputs: trace.at(-1)?.with ?? {}, trace, again };
}

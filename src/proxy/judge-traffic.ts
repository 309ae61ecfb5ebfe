import type { Generator } from "../../generators/generator.ts";
import { isAccepted } from "../judge/answer/answer.ts";
import type { Binding } from "../model/binding.ts";
import type { Checks, Rule } from "../model/rule.ts";
import {
  type AnswersSeen,
  createAnswerWatch,
  type JudgeAnswers,
  kindOf,
  type WatchedCase,
} from "../run/case/answer-watch.ts";
import { judgeOf } from "../run/case/invariant.ts";
import type { TraceEntry } from "../run/case/trace.ts";
import type { OpenTarget } from "../run/target/open-target.ts";
import type { MadeCall } from "./as-call-of-rule.ts";
import { knowCallers } from "./callers.ts";
import { holdAgain, holdCall } from "./hold-rule.ts";
import { learnSecrets } from "./learn-secrets.ts";
import { passiveRules } from "./passive-rules.ts";
import { readCall } from "./read-call.ts";
import type { SeenExchange, Unjudged } from "./seen-exchange.ts";

/** What the traffic shows of a rule over one binding. */
export interface RuleSeen extends AnswersSeen {
  readonly rule: Rule;
  readonly binding: Binding;
  /** What was judged. */
  readonly checks: Checks;
  /** How many answers were wrong in a way. */
  readonly times: (kind: string) => number;
}

/** Judges exchanges that others had, as they come. */
export interface TrafficJudge {
  /** Why an exchange is not judged; undefined when it is. */
  add(seen: SeenExchange): Unjudged | undefined;
  /** Each rule that an answer so far is about. */
  seen(): readonly RuleSeen[];
}

export interface TrafficJudgeOptions {
  readonly open: OpenTarget;
  /** All that may be judged; the judge takes those that need nothing prepared. */
  readonly rules: readonly Rule[];
  readonly generators: ReadonlyMap<string, Generator>;
  /** Told when an answer breaks a rule in a way that none has before. */
  readonly onBroken?: (rule: Rule, binding: Binding) => void;
}

/** Said by what stands before an operation: limits of HTTP, a gateway, a server that has too much to do. */
const AWAY: readonly number[] = [408, 411, 413, 414, 417, 429, 431, 502, 503, 504, 505];
/** Refusals of one caller that wait until a call of his is accepted again. */
const MOST_WAITING = 1000;
const MOST_REMOVED = 10_000;

/**
 * A judge of traffic: it makes no request. Rules are held against calls that they could have made themselves
 * ({@link passiveRules}), and against nothing else. What a good caller is refused counts when the same caller is
 * accepted before and afterwards: between the two, nothing but the call was wrong.
 */
export function judgeTraffic(options: TrafficJudgeOptions): TrafficJudge {
  const { open, rules, generators, onBroken } = options;
  const passive = passiveRules(rules, open.operations);
  const calls = new WeakMap<object, MadeCall>();
  const counts = new Map<string, number>();
  const counting =
    (rule: Rule, judge: JudgeAnswers): JudgeAnswers =>
    (trace) => {
      const judged = judge(trace);
      for (const one of judged) {
        if (one.mismatches.length === 0) continue;
        const key = keyOf(rule, one.binding, kindOf(trace, one));
        const before = counts.get(key) ?? 0;
        counts.set(key, before + 1);
        if (before === 0) onBroken?.(rule, one.binding);
      }
      return judged;
    };
  const single = createAnswerWatch();
  const pairs = createAnswerWatch();
  const again = new Set<string>();
  for (const one of passive) {
    const { kind, rule } = one;
    if (kind === "again") {
      pairs.watch(rule, counting(rule, holdAgain(one, { open })));
      again.add(`${rule.service} ${one.step.call}`);
    } else if (kind === "call") {
      single.watch(rule, counting(rule, holdCall(one, { open, calls, generators })));
    } else if (rule.invariant) {
      single.watch(rule, counting(rule, judgeOf(rule, rule.invariant, open)));
    }
  }
  const callers = knowCallers();
  const ids = seenIds();
  const secrets = learnSecrets(open);
  const waiting = new Map<string, (() => void)[]>();
  /** By who made it, and of what: a removal that was accepted. */
  const removed = new Map<string, { readonly entry: TraceEntry; readonly ended: number }>();

  const judge = (service: string, entry: TraceEntry, pair: readonly TraceEntry[] | undefined) => {
    single.add(watched(rules, service, [entry]));
    if (pair) pairs.add(watched(rules, service, pair));
    open.coverage.add(service, [entry]);
  };

  const add = (seen: SeenExchange): Unjudged | undefined => {
    const call = readCall(seen, open);
    secrets.learn(seen, typeof call === "string" ? undefined : call);
    if (typeof call === "string") return call;
    const { service, entry, given } = call;
    const { answer, operation: name, binding } = entry;
    const { operation } = call;
    if (!answer || AWAY.includes(answer.status)) return "away";
    const caller = callers.standing(given.credential, seen.began);
    calls.set(entry, { operation, with: given.with, caller, isUnseen: ids.isUnseen });
    open.timings.add(service, name, binding, seen.ended - seen.began);
    const key = JSON.stringify([service, name, binding, given.credential, given.with]);
    const before = removed.get(key);
    const pair = before && before.ended < seen.began ? [before.entry, entry] : undefined;
    const look = (): void => judge(service, entry, pair);
    if (isAccepted(answer)) {
      look();
      const { credential } = given;
      if (credential) {
        for (const waits of waiting.get(credential) ?? []) waits();
        waiting.delete(credential);
        const { logout } = open.services[service]?.credentials ?? {};
        if (logout?.call === name) callers.ended(credential, seen.ended);
        else callers.accepted(credential);
      }
      if (again.has(`${service} ${name}`)) {
        removed.delete(key);
        removed.set(key, { entry, ended: seen.ended });
        const [oldest] = removed.keys();
        if (removed.size > MOST_REMOVED && oldest !== undefined) removed.delete(oldest);
      }
    } else if (caller.is === "good" && caller.credential !== undefined) {
      const list = waiting.get(caller.credential) ?? [];
      if (list.length < MOST_WAITING) list.push(look);
      waiting.set(caller.credential, list);
    } else {
      look();
    }
    ids.note(seen.response.body);
    return undefined;
  };

  return {
    add,
    seen: () =>
      passive.flatMap((one) => {
        const { kind, rule } = one;
        const then = kind === "invariant" ? rule.invariant?.then : one.then;
        return rule.bindings.flatMap((binding): readonly RuleSeen[] => {
          const seen = (kind === "again" ? pairs : single).seen(rule, [binding]);
          if (seen.answers === 0) return [];
          const times = (of: string): number => counts.get(keyOf(rule, binding, of)) ?? 0;
          return [{ rule, binding, checks: then ?? {}, ...seen, times }];
        });
      }),
  };
}

function keyOf({ id }: Rule, binding: Binding, kind: string): string {
  return `${id} ${binding} ${kind}`;
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

/** The ids that answers have held, as far as they are GUIDs or look like them. */
interface SeenIds {
  note(body: Buffer | undefined): void;
  isUnseen(id: string): boolean;
}

const MOST_IDS = 100_000;
const ID = /[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}/gi;

/** Remembers ids in answers; after more than it can remember, nothing is known to be unseen. */
function seenIds(): SeenIds {
  const seen = new Set<string>();
  let isFull = false;
  const digits = (id: string): string => id.replace(/[^0-9a-f]/gi, "").toLowerCase();
  return {
    note: (body) => {
      if (isFull || !body) return;
      for (const [id] of body.toString("latin1").matchAll(ID)) seen.add(digits(id));
      if (seen.size > MOST_IDS) isFull = true;
    },
    isUnseen: (id) => !isFull && !seen.has(digits(id)),
  };
}

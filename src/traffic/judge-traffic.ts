import type { Generator } from "../../generators/generator.ts";
import { type Answer, isAccepted } from "../judge/answer/answer.ts";
import { type Binding, isSoap11, traitsOf } from "../model/binding.ts";
import type { Rule } from "../model/rule.ts";
import type { ServiceName } from "../model/target.ts";
import type { TraceEntry } from "../run/case/trace.ts";
import type { OpenTarget } from "../run/target/open-target.ts";
import type { MadeCall } from "./as-call-of-rule.ts";
import { type Callers, knowCallers } from "./callers.ts";
import { holdRules, type RuleSeen } from "./hold-rules.ts";
import { learnSecrets } from "./learn-secrets.ts";
import { knowOffers } from "./offers.ts";
import { readCall, type SeenCall } from "./read-call.ts";
import type { SeenExchange, Unjudged } from "./seen-exchange.ts";

/** What traffic came to. */
export interface JudgedTraffic {
  /** By service: how many exchanges were calls that were judged. */
  readonly calls: Readonly<Record<ServiceName, number>>;
  readonly unjudged: Readonly<Partial<Record<Unjudged, number>>>;
  /** Each rule that an answer was about, in the order of the rules. */
  readonly seen: readonly RuleSeen[];
  /** The number of the exchange that an entry is, where it is of a file. */
  readonly numberOf: (entry: TraceEntry) => number | undefined;
}

/** Judges exchanges that others had, as they come. */
export interface TrafficJudge {
  add(seen: SeenExchange): void;
  /** Exchanges of which no more is told. */
  unjudged(why: Unjudged, times?: number): void;
  /** All so far. */
  outcome(): JudgedTraffic;
}

export interface TrafficJudgeOptions {
  /** Opened for `passiveTarget`: nothing is sent. */
  readonly open: OpenTarget;
  /** All that may be judged; the judge takes those that need nothing prepared. */
  readonly rules: readonly Rule[];
  readonly generators: ReadonlyMap<string, Generator>;
  /** Services over whose SOAP the vendor's spelling is meant. */
  readonly inWsdl?: readonly ServiceName[];
  /** Tickets and keys that are good whatever is seen of them; none by default. */
  readonly isGood?: (credential: string) => boolean;
  /** Told when an answer breaks a rule in a way that none has before. */
  readonly onBroken?: (rule: Rule, binding: Binding) => void;
}

/** Said by what stands before an operation: limits of HTTP, a gateway, a server that has too much to do. */
const AWAY: readonly number[] = [407, 408, 411, 413, 414, 417, 429, 431, 502, 503, 504, 505];
/** Refusals of one caller that wait until a call of his is accepted again. */
const MOST_WAITING = 1000;
const MOST_REMOVED = 10_000;

/**
 * A judge of traffic: it makes no request. Rules are held against calls that they could have made themselves
 * (see `passiveRules`), and against nothing else. What a good caller is refused counts when the same caller is
 * accepted before and afterwards: between the two, nothing but the call was wrong.
 */
export function judgeTraffic(options: TrafficJudgeOptions): TrafficJudge {
  const { open, rules, generators, inWsdl = [], isGood = () => false, onBroken } = options;
  const calls = new WeakMap<object, MadeCall>();
  const offers = knowOffers(open);
  const isOffered = (rule: Rule): boolean => offers.has(rule);
  const held = holdRules(rules, { open, calls, generators }, { isOffered, onBroken });
  const callers = knowCallers(isGood);
  const ids = seenIds();
  const secrets = learnSecrets(open);
  const waiting = new Map<string, (() => void)[]>();
  /** By who made it, and of what: a removal that was accepted. */
  const removed = new Map<string, { readonly entry: TraceEntry; readonly ended: number }>();
  const counts = new Map<ServiceName, number>();
  const unjudged: Partial<Record<Unjudged, number>> = {};
  const leave = (why: Unjudged, times = 1): void => {
    unjudged[why] = (unjudged[why] ?? 0) + times;
  };

  const note = (seen: SeenExchange, call: SeenCall, answer: Answer): void => {
    const { service, given, operation } = call;
    const { credentials } = open.services[service] ?? {};
    const caller = callers.standing(given.credential, seen.began, credentials);
    const isMalformed = caller.is === "malformed";
    const as = isMalformed ? { literal: given.credential ?? "" } : call.entry.as;
    const entry: TraceEntry = { ...call.entry, as };
    const { name } = operation;
    const { binding } = entry;
    const spelled = isSoap11(traitsOf(binding)) && inWsdl.includes(service) ? "wsdl" : "documented";
    calls.set(entry, {
      operation,
      with: given.with,
      bytes: given.bytes,
      isSpelled: given.spelling === "either" || given.spelling === spelled,
      caller,
      isAccepted: isAccepted(answer),
      isUnseen: ids.isUnseen,
      ...(seen.number === undefined ? {} : { number: seen.number }),
    });
    const { durationMs } = seen;
    if (durationMs !== undefined) open.timings.add(service, name, binding, durationMs);
    offers.note(service, name, answer);
    const key = JSON.stringify([service, name, binding, given.credential, given.with]);
    const before = removed.get(key);
    const pair = before && before.ended < seen.began ? [before.entry, entry] : undefined;
    const look = (): void => {
      held.add(service, [entry]);
      if (pair) held.add(service, pair);
      open.coverage.add(service, [entry]);
    };
    if (isAccepted(answer)) {
      look();
      take(seen, given.credential, { callers, waiting, isEnd: credentials?.logout?.call === name });
      if (held.again.has(`${service} ${name}`)) {
        removed.delete(key);
        removed.set(key, { entry, ended: seen.ended });
        const [oldest] = removed.keys();
        if (removed.size > MOST_REMOVED && oldest !== undefined) removed.delete(oldest);
      }
    } else if (caller.is === "good" && !caller.isCertain) {
      const { credential = "" } = caller;
      const list = waiting.get(credential) ?? [];
      if (list.length < MOST_WAITING) list.push(look);
      waiting.set(credential, list);
    } else {
      look();
    }
    ids.note(seen.response.body);
    counts.set(service, (counts.get(service) ?? 0) + 1);
  };

  return {
    unjudged: leave,
    add: (seen) => {
      const call = readCall(seen, open);
      secrets.learn(seen, typeof call === "string" ? undefined : call);
      if (typeof call === "string") return leave(call);
      const { answer } = call.entry;
      if (!answer || isAway(answer)) return leave("away");
      note(seen, call, answer);
    },
    outcome: () => ({
      calls: Object.fromEntries(counts),
      unjudged,
      seen: held.seen(),
      numberOf: (entry) => calls.get(entry)?.number,
    }),
  };
}

/** A redirect leads elsewhere: what answers there nobody has asked. */
function isAway({ status }: Answer): boolean {
  return AWAY.includes(status) || (status >= 300 && status < 400);
}

/** What an accepted call tells of its caller. */
function take(
  { ended }: SeenExchange,
  credential: string | undefined,
  {
    callers,
    waiting,
    isEnd,
  }: {
    readonly callers: Callers;
    readonly waiting: Map<string, (() => void)[]>;
    readonly isEnd: boolean;
  },
): void {
  if (!credential) return;
  for (const waits of waiting.get(credential) ?? []) waits();
  waiting.delete(credential);
  if (isEnd) callers.ended(credential, ended);
  else callers.accepted(credential);
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

import { bindingRules } from "../src/model/binding-rules.ts";
import type { TargetReport } from "../src/model/report.ts";
import { groupByReason } from "./group-by-reason.ts";
import { thousands } from "./text/count.ts";
import { truncate } from "./text/truncate.ts";

/** MUST rules that were not judged for one reason. */
export interface Unjudged {
  readonly n: number;
  /** Continues the number: `41 were not selected by the filters`, `3: could not log in`. */
  readonly why: string;
  /** Whether they could have been judged, had all gone well. */
  readonly isOpen: boolean;
}

/** How the reason of a rule begins that needs an operation or a binding the target does not have. */
const LACKING = /^the target does not offer (.+)$/;
/** So many names of what is lacking stand in a sentence. */
const SHOWN_NAMES = 8;
const MAX_REASON = 160;

/** Why MUST rules of a target were not judged, by reason, the largest group first. */
export function unjudged(target: TargetReport): readonly Unjudged[] {
  const { unselected = 0, elsewhere = 0, unseen = 0 } = target.judged;
  const left = bindingRules(target.rules).filter(
    ({ verdict }) => verdict !== "pass" && verdict !== "fail",
  );
  const absent = left.filter(({ verdict }) => verdict === "not-applicable");
  const lacking = absent.filter(({ reason }) => LACKING.test(reason ?? ""));
  const groups = [
    ...lackingGroup(lacking),
    ...because(
      absent.filter((rule) => !lacking.includes(rule)),
      false,
    ),
    ...because(
      left.filter((rule) => !absent.includes(rule)),
      true,
    ),
    ...wordsFor(unselected, "not selected by the filters"),
    ...wordsFor(elsewhere, "in another shard"),
    ...wordsFor(unseen, "that no exchange is about"),
  ];
  return groups.sort((a, b) => b.n - a.n);
}

/** All of them in one sentence: `137 not judged: 96 need … (UploadFileChunk 41, …); 41 …`; empty when all were judged. */
export function unjudgedSentence(target: TargetReport): string {
  return sentence(unjudged(target));
}

/** As {@link unjudgedSentence}, without those that could have been judged. */
export function leftOutSentence(target: TargetReport): string {
  return sentence(unjudged(target).filter(({ isOpen }) => !isOpen));
}

function sentence(groups: readonly Unjudged[]): string {
  const n = groups.reduce((sum, group) => sum + group.n, 0);
  const words = groups.length === 1 ? groups.map(onlyWords) : groups.map(unjudgedWords);
  return n === 0 ? "" : `${thousands(n)} not judged: ${words.join("; ")}`;
}

/** The only reason, of which the number stands before it. */
function onlyWords({ why }: Unjudged): string {
  return why.replace(/^:? /, "");
}

/** `41 not selected by the filters`. */
export function unjudgedWords({ n, why }: Unjudged): string {
  return `${thousands(n)}${why}`;
}

function wordsFor(n: number, why: string): readonly Unjudged[] {
  return n > 0 ? [{ n, why: ` ${why}`, isOpen: false }] : [];
}

function because(rules: TargetReport["rules"], isOpen: boolean): readonly Unjudged[] {
  return groupByReason(rules).map(({ reason, rules: members }) => ({
    n: members.length,
    why: `: ${truncate(reason, MAX_REASON)}`,
    isOpen,
  }));
}

/** What needs something that the target does not have, together, with how many need what. */
function lackingGroup(rules: TargetReport["rules"]): readonly Unjudged[] {
  if (rules.length === 0) return [];
  const groups = groupByReason(rules).map(({ reason, rules: members }) => {
    const name = LACKING.exec(reason)?.[1] ?? reason;
    return `${truncate(name, MAX_REASON)} ${thousands(members.length)}`;
  });
  const more = groups.length > SHOWN_NAMES ? [`and ${groups.length - SHOWN_NAMES} more`] : [];
  const names = [...groups.slice(0, SHOWN_NAMES), ...more].join(", ");
  const verb = rules.length === 1 ? "needs" : "need";
  return [
    { n: rules.length, why: ` ${verb} what the target does not offer (${names})`, isOpen: false },
  ];
}

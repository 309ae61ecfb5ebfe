import type { Change, ChangeKind, DiffReport, Severity, TargetDiff } from "../../src/model/diff.ts";
import { editionWords } from "../edition-words.ts";
import { judgedRatio } from "../judged-words.ts";
import { count } from "../text/count.ts";

/** How a reader takes a kind of change. */
export type Tone = "bad" | "unsure" | "good" | "plain";

interface KindWords {
  readonly title: string;
  readonly tone: Tone;
  /** So many rules, in a headline. */
  readonly some: (n: number) => string;
}

/** A model of a whole service carries dozens. */
const SHOWN_STATEMENTS = 4;

/** What every kind of change is called. */
export const KIND_WORDS: Readonly<Record<ChangeKind, KindWords>> = {
  regressed: { title: "Regressed", tone: "bad", some: (n) => `${count(n, "rule")} regressed` },
  "vanished-rule": {
    title: "Vanished rules",
    tone: "bad",
    some: (n) => `${count(n, "rule")} vanished`,
  },
  "newly-judged": { title: "Newly judged", tone: "plain", some: (n) => `${n} newly judged` },
  "new-rule": { title: "New rules", tone: "plain", some: (n) => count(n, "new rule") },
  "no-longer-judged": {
    title: "No longer judged",
    tone: "unsure",
    some: (n) => `${n} no longer judged`,
  },
  "behaviour-changed": {
    title: "Behaviour changed",
    tone: "unsure",
    some: (n) => count(n, "change of behaviour", "changes of behaviour"),
  },
  "deviation-changed": {
    title: "Known deviations changed",
    tone: "plain",
    some: (n) => count(n, "change of known deviations", "changes of known deviations"),
  },
  fixed: { title: "Fixed", tone: "good", some: (n) => `${n} fixed` },
};

export const TONE_MARK: Readonly<Record<Tone, string>> = {
  bad: "✘",
  unsure: "?",
  good: "✔",
  plain: "·",
};

/** How a reader takes one change: a regression that is accepted is none, a new failure is bad. */
export function toneOf({ kind, worse, new: now }: Change): Tone {
  if (worse) return "bad";
  if (now.known !== null) return "plain";
  const judgedNow = kind === "newly-judged" || kind === "new-rule";
  return judgedNow && now.verdict === "fail" ? "bad" : KIND_WORDS[kind].tone;
}

/** The changes of a kind in their order. */
export function changesOf({ changes }: TargetDiff, kind: ChangeKind): readonly Change[] {
  return changes.filter((change) => change.kind === kind);
}

/** Whether a target's changes are those that make the exit code 1. */
export function isWorse({ changes }: TargetDiff): boolean {
  return changes.some(({ worse }) => worse);
}

/** The outcome in one of the reports: `conforms (160/160 MUST rules judged)`. */
export function outcomeIn({ outcomes, judged }: TargetDiff, side: "old" | "new"): string {
  return `${outcomes[side]} (${judgedRatio(judged[side])} MUST rules judged)`;
}

/** `is conforms (160/160 MUST rules judged) as before`, or what it was and what it is. */
export function outcomeMove(target: TargetDiff): string {
  const [old, now] = [outcomeIn(target, "old"), outcomeIn(target, "new")];
  return old === now ? `is ${now} as before` : `was ${old}, is ${now}`;
}

/** Which editions the target follows, and followed before where that is not the same; empty where nothing is known. */
export function editionMove({ editions }: TargetDiff): string {
  if (!editions) return "";
  const [old, now] = [
    editionWords({ editions: editions.old }),
    editionWords({ editions: editions.new }),
  ];
  if (old === now) return `${now} as before`;
  return [now, old === "" ? "" : `before: ${old}`].filter(Boolean).join("; ");
}

/** The name of what was compared: `acme`, or `acme → acme-2` for two names. */
export function comparedName({ old, new: now }: TargetDiff): string {
  return old === now ? now : `${old} → ${now}`;
}

/** All kinds of changes of a target in one line. */
export function headline(target: TargetDiff): string {
  const { counts } = target;
  const kinds = Object.keys(KIND_WORDS) as readonly ChangeKind[];
  const said = kinds.filter((kind) => counts[kind] > 0);
  if (said.length === 0) return "nothing changed";
  const parts = said.map((kind) => KIND_WORDS[kind].some(counts[kind]));
  const isCalm = counts.regressed === 0 && !isWorse(target);
  return [...(isCalm ? ["nothing regressed"] : []), ...parts].join(", ");
}

/** What did not change, in one line; empty when everything did. */
export function unchangedWords({ unchanged }: TargetDiff): string {
  const { holding, failing, notJudged } = unchanged;
  return [
    ...(holding > 0 ? [`${count(holding, "rule holds", "rules hold")} as before`] : []),
    ...(failing > 0 ? [`${count(failing, "rule fails", "rules fail")} as before`] : []),
    ...(notJudged > 0 ? [`${count(notJudged, "rule is", "rules are")} not judged as before`] : []),
  ].join(", ");
}

/** `pass → fail`, with the words for failures that are known. */
export function transition({ old, new: now }: Change): string {
  return `${severity(old)} → ${severity(now)}`;
}

function severity({ verdict, known }: Severity): string {
  const words = verdict === "absent" ? "not there" : verdict.replace("-", " ");
  return known === null ? words : `${words} (known)`;
}

/** The statements that a rule carries, the first ones of many. */
export function statementWords({ statements }: Change): string {
  const more = statements.length - SHOWN_STATEMENTS;
  const shown = statements.slice(0, SHOWN_STATEMENTS).join(" ");
  return more > 0 ? `${shown} and ${more} more` : shown;
}

/** Why one side could not be judged, or is excused; the older one's reason says what was the matter before. */
export function reasons({ old, new: now }: Change): readonly (readonly [string, string])[] {
  return [
    ...(old.reason === null ? [] : [["before", old.reason] as const]),
    ...(now.reason === null ? [] : [["why", now.reason] as const]),
    ...(now.known === null ? [] : [["known", now.known] as const]),
    ...(now.known === null && old.known !== null ? [["was known", old.known] as const] : []),
  ];
}

/** One of the two runs: when, with which seed, by which version. */
export function runWords({ startedAt, seed, shard }: DiffReport["old"]): string {
  return `${startedAt}, seed ${seed}${shard === null ? "" : `, shard ${shard}`}`;
}

import type { RuleReport, StatementReport } from "../../model/report.ts";
import { type VerdictKind, worst } from "../../model/verdict.ts";

/** What a rule says of one of its statements. */
interface Share {
  readonly verdict: VerdictKind;
  readonly reason?: string;
  /** It judged nothing about it. */
  readonly isIdle?: true;
}

/**
 * The verdict about a statement from the rules that carry it: it fails when a mismatch names it, not
 * whenever such a rule fails, and holds only where something was judged about it. A rule that judged
 * nothing about it leaves it to those that did. A rule that only some editions promise changes no verdict:
 * that the server differs from it is said beside.
 */
export function statementVerdict(
  id: string,
  carriers: readonly RuleReport[],
): Pick<StatementReport, "verdict" | "reason" | "differs"> {
  const all = carriers.map((rule) => shareOf(id, rule));
  const judged = all.filter(({ verdict }) => verdict === "pass" || verdict === "fail");
  const shares = judged.length > 0 ? all.filter(({ isIdle }) => !isIdle) : all;
  const verdict = worst(shares.map((share) => share.verdict));
  const reason = shares.find((share) => share.verdict === verdict)?.reason;
  return { verdict, ...(reason === undefined ? {} : { reason }), ...differencesOf(carriers) };
}

/** Of a statement that all editions promise in part; where only some do, its verdict says it all. */
function differencesOf(carriers: readonly RuleReport[]): Pick<StatementReport, "differs"> {
  if (carriers.every(({ promise }) => promise)) return {};
  const differs = carriers.flatMap(({ id, promise }) =>
    promise?.holds === false ? [{ rule: id, editions: promise.editions }] : [],
  );
  return differs.length > 0 ? { differs } : {};
}

function shareOf(
  id: string,
  { id: rule, verdict, failures, exercised, bindings }: RuleReport,
): Share {
  if (verdict !== "pass" && verdict !== "fail") return { verdict };
  const about = failures.filter(({ statements }) => statements.includes(id));
  const isBroken = about.some(({ consequenceOf }) => consequenceOf === undefined);
  if (isBroken || (verdict === "fail" && failures.length === 0)) return { verdict: "fail" };
  const [explained] = about;
  // Over another binding it was judged, and holds.
  if (explained?.consequenceOf && !Object.values(bindings).includes("pass")) {
    const reason = `${rule} fails because ${explained.consequenceOf.rule} does`;
    return { verdict: "inconclusive", reason };
  }
  if (exercised === undefined || exercised.includes(id)) return { verdict: "pass" };
  const why = verdict === "fail" ? "failed before it was judged" : "judged nothing about it";
  return { verdict: "inconclusive", reason: `${rule} ${why}`, isIdle: true };
}

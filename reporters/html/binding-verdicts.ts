import type { RuleReport } from "../../src/model/report.ts";
import type { FailOn } from "../render-options.ts";
import { type Standing, standingOf } from "../severity.ts";
import { count } from "../text/count.ts";
import { truncate } from "../text/truncate.ts";
import { type Html, html } from "./html.ts";
import { mark, SIGNS } from "./mark.ts";

const MAX_REASON = 300;

/** A line for each verdict, with the bindings that have it and why; where failures say why, they do. */
export function bindingVerdicts(rule: RuleReport, failOn: FailOn): Html {
  const lines = new Map<string, { standing: Standing; reason: string; bindings: string[] }>();
  for (const [binding, verdict] of Object.entries(rule.bindings)) {
    const isShown = verdict === "fail" && rule.failures.length > 0;
    const reason = isShown ? "" : (rule.reasons?.[binding] ?? "");
    const standing = standingOf(rule, failOn, verdict, binding);
    const key = `${standing} ${reason}`;
    const line = lines.get(key) ?? { standing, reason, bindings: [] };
    line.bindings.push(binding);
    lines.set(key, line);
  }
  if (lines.size === 0) return html`<p>${rule.reason ?? "no binding was judged"}</p>`;
  const shown = [...lines.values()].map(({ standing, reason, bindings }, index) => {
    const words = `${SIGNS[standing].word} on ${bindings.join(", ")}`;
    const cases = index === 0 ? ` · ${count(rule.cases, "case")}` : "";
    return html`<p>${mark(standing, words)}${reason !== "" && html` <span class="quiet">${truncate(reason, MAX_REASON)}</span>`}${cases}</p>`;
  });
  return html`${shown}`;
}

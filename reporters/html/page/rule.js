/** Failures that open by themselves when their rule does. */
const OPEN_AT_ONCE = 1;

/** Shows the failures of a rule when it opens: from the data beside it, once. */
function startRules() {
  for (const rule of allRules()) rule.addEventListener("toggle", () => rule.open && fillRule(rule));
}

function allRules() {
  return /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("details.rule"));
}

/** @param {HTMLDetailsElement} rule */
function fillRule(rule) {
  const body = rule.querySelector(":scope > .rule-body");
  const data = rule.querySelector(":scope > script")?.textContent;
  if (!body || !data || body.querySelector(":scope > .failures")) return;
  const place = element("div", { class: "failures" });
  body.append(place);
  /** @type {RuleEvidence} */
  const { failures, omitted } = JSON.parse(data);
  for (const [index, failure] of failures.entries()) {
    const details = failureElement(failure);
    details.toggleAttribute("open", index < OPEN_AT_ONCE);
    fillFailure(details);
    place.append(details);
  }
  if (omitted > 0) {
    place.append(element("p", { class: "quiet" }, [`${omitted} more in report.json.`]));
  }
}

/**
 * Opens a rule with everything in it.
 *
 * @param {HTMLDetailsElement} rule
 */
function openRule(rule) {
  rule.open = true;
  fillRule(rule);
}

/** How long to wait for the next key before the rules are filtered. */
const TYPING_MS = 80;

/** Search and filters of the rules. */
function startFilter() {
  const form = /** @type {HTMLFormElement | null} */ (document.getElementById("filters"));
  const search = /** @type {HTMLInputElement | null} */ (document.getElementById("search"));
  if (!form || !search) return;
  let waiting = 0;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => filterRules(form));
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => filterRules(form), TYPING_MS);
  });
  document.addEventListener("keydown", (event) => {
    const typing =
      event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    search.focus();
  });
  document.addEventListener("click", ({ target }) => {
    const clicked = target instanceof Element ? target : null;
    if (clicked?.closest("[data-clear]")) clearFilter(form);
    const shows = clicked?.closest("[data-show]")?.getAttribute("data-show");
    if (shows) showOnly(form, shows);
    if (clicked?.closest("[data-open-failures]")) openFailures();
  });
  // A browser that goes back keeps what was typed.
  filterRules(form);
  prepareSearch([...allRules()]);
}

/** @param {HTMLFormElement} form */
function clearFilter(form) {
  form.reset();
  filterRules(form);
}

/**
 * Shows the rules of one verdict.
 *
 * @param {HTMLFormElement} form
 * @param {string} verdict
 */
function showOnly(form, verdict) {
  form.reset();
  for (const box of form.querySelectorAll("input[name=verdict]")) {
    if (box instanceof HTMLInputElement) box.checked = box.value === verdict;
  }
  filterRules(form);
}

/** Everything that is searched of a rule, in lower case; made once. @type {WeakMap<Element, string>} */
const searched = new WeakMap();

/** In a pause of this length another rule is prepared. */
const PAUSE_MS = 4;

/**
 * Makes what is searched while nothing else is to do, so that the first key does not wait for it.
 *
 * @param {HTMLDetailsElement[]} rules
 */
function prepareSearch(rules) {
  if (rules.length === 0 || typeof requestIdleCallback !== "function") return;
  requestIdleCallback((pause) => {
    while (rules.length > 0 && pause.timeRemaining() > PAUSE_MS) {
      const rule = rules.pop();
      if (rule) textOf(rule);
    }
    prepareSearch(rules);
  });
}

/** @param {HTMLDetailsElement} rule */
function textOf(rule) {
  let text = searched.get(rule);
  if (text === undefined) {
    const summary = rule.querySelector("summary")?.textContent ?? "";
    const body = rule.querySelector(".rule-body")?.textContent ?? "";
    const operation = rule.closest(".group")?.getAttribute("aria-label") ?? "";
    text = [summary, operation, body, rule.dataset["failures"] ?? "", evidenceText(rule)]
      .join("\n")
      .toLowerCase();
    searched.set(rule, text);
  }
  return text;
}

/**
 * What was expected and what came, of the failures that are not shown yet.
 *
 * @param {HTMLDetailsElement} rule
 */
function evidenceText(rule) {
  const data = rule.querySelector(":scope > script")?.textContent;
  if (!data) return "";
  /** @type {RuleEvidence} */
  const { failures } = JSON.parse(data);
  return failures.map(({ expected, actual }) => [...expected, actual].join("\n")).join("\n");
}

/** @param {HTMLFormElement} form */
function filterRules(form) {
  const data = new FormData(form);
  const field = (/** @type {string} */ name) => String(data.get(name) ?? "");
  const words = field("words")
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const verdicts = data.getAll("verdict").map(String);
  const [level, binding, target] = [field("level"), field("binding"), field("target")];

  const matches = (/** @type {HTMLDetailsElement} */ rule) => {
    const standings = (rule.dataset["standings"] ?? "").split(" ");
    const judged = target === "" ? standings : [standings[Number(target)] ?? "absent"];
    return (
      (level === "" || rule.dataset["level"] === level) &&
      (binding === "" || (rule.dataset["bindings"] ?? "").split(/[ +]/).includes(binding)) &&
      (target === "" || judged[0] !== "absent") &&
      (verdicts.length === 0 || judged.some((standing) => verdicts.includes(standing))) &&
      words.every((word) => textOf(rule).includes(word))
    );
  };

  let shown = 0;
  let all = 0;
  for (const group of document.querySelectorAll(".group")) {
    let inGroup = 0;
    for (const rule of group.querySelectorAll("details.rule")) {
      if (!(rule instanceof HTMLDetailsElement)) continue;
      all++;
      const hidden = !matches(rule);
      if (rule.hidden !== hidden) rule.hidden = hidden;
      if (!hidden) inGroup++;
    }
    shown += inGroup;
    /** @type {HTMLElement} */ (group).hidden = inGroup === 0;
    const label = group.querySelector("[data-shown]");
    if (label) label.textContent = counted(inGroup);
  }
  const output = document.getElementById("matches");
  if (output)
    output.textContent =
      shown === all ? counted(all) : `${shown.toLocaleString("en")} of ${counted(all)}`;
  const none = document.getElementById("no-rules");
  if (none) none.hidden = shown > 0;
}

/** @param {number} n */
function counted(n) {
  return `${n.toLocaleString("en")} ${n === 1 ? "rule" : "rules"}`;
}

/** So many at once; more would take long, and nobody reads them. */
const MAX_OPENED = 300;

/** Opens the shown rules that have failures. */
function openFailures() {
  let opened = 0;
  for (const rule of allRules()) {
    if (rule.hidden || !rule.dataset["failures"] || opened >= MAX_OPENED) continue;
    openRule(rule);
    opened++;
  }
  say(`${counted(opened)} opened`);
}

/** Opens and scrolls to what the address names: a section, a statement, a rule or a failure. */
function startLinks() {
  addEventListener("hashchange", follow);
  // A link to where one is already changes no address, and still leads there.
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href^='#']") : null;
    if (!link || link.getAttribute("href") !== location.hash) return;
    event.preventDefault();
    follow();
  });
  follow();
  markSection();
}

function follow() {
  const id = decoded(location.hash.slice(1));
  if (id === "") return;
  for (const fold of document.querySelectorAll("details.fold")) {
    if (fold instanceof HTMLDetailsElement && fold.querySelector(`[id="${CSS.escape(id)}"]`))
      fold.open = true;
  }
  const rule = ruleOf(id);
  if (rule) {
    unhide(rule);
    openRule(rule);
  }
  const found = document.getElementById(id);
  if (!found) return;
  if (found instanceof HTMLDetailsElement) {
    found.open = true;
    fillFailure(found);
  }
  reveal(found);
}

/** @param {string} hash */
function decoded(hash) {
  try {
    return decodeURIComponent(hash);
  } catch {
    return hash;
  }
}

/**
 * The rule of that id, or the one that a failure of that id belongs to.
 *
 * @param {string} id
 */
function ruleOf(id) {
  const named = document.getElementById(id);
  if (named?.matches("details.rule")) return /** @type {HTMLDetailsElement} */ (named);
  return /** @type {HTMLDetailsElement | null} */ (
    document.querySelector(`details.rule[data-failures~="${CSS.escape(id)}"]`)
  );
}

/**
 * Lifts the filter where it hides the rule.
 *
 * @param {HTMLElement} rule
 */
function unhide(rule) {
  const form = document.getElementById("filters");
  if (rule.hidden && form instanceof HTMLFormElement) clearFilter(form);
}

/** So many frames without a movement, and the page has settled. */
const STILL_FRAMES = 5;
/** After so many frames it is left as it is. */
const MOST_FRAMES = 60;

/**
 * Scrolls there, and again while what comes into sight on the way still gets its real height; but not
 * against a reader who scrolls.
 *
 * @param {HTMLElement} found
 */
function reveal(found) {
  const stop = new AbortController();
  for (const event of ["wheel", "touchstart", "pointerdown", "keydown"]) {
    addEventListener(event, () => stop.abort(), { signal: stop.signal, passive: true });
  }
  let still = 0;
  let frames = 0;
  let top = Number.NaN;
  const scroll = () => {
    if (stop.signal.aborted) return;
    found.scrollIntoView({ behavior: "instant", block: "start" });
    const now = found.getBoundingClientRect().top + scrollY;
    still = now === top ? still + 1 : 0;
    top = now;
    if (still < STILL_FRAMES && ++frames < MOST_FRAMES) requestAnimationFrame(scroll);
    else stop.abort();
  };
  scroll();
  const focus = found instanceof HTMLDetailsElement ? found.querySelector("summary") : found;
  focus?.focus({ preventScroll: true });
}

/** Shows in the navigation which section is being read. */
function markSection() {
  const links = new Map(
    [...document.querySelectorAll(".bar nav a")].map((link) => [
      link.getAttribute("href")?.slice(1),
      link,
    ]),
  );
  const seen = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        for (const link of links.values()) link.removeAttribute("aria-current");
        links.get(target.id)?.setAttribute("aria-current", "true");
      }
    },
    { rootMargin: "-20% 0px -75% 0px" },
  );
  for (const section of document.querySelectorAll("main > .section")) seen.observe(section);
}

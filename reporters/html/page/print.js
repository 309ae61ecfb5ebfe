/** On paper nothing can be opened: what is closed opens before, and closes again afterwards. */
function startPrint() {
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  const open = (/** @type {NodeListOf<Element>} */ closed) => {
    for (const details of closed) {
      if (!(details instanceof HTMLDetailsElement) || details.open) continue;
      details.open = true;
      fillFailure(details);
      opened.push(details);
    }
  };
  addEventListener("beforeprint", () => {
    openFailures();
    opened = [];
    open(document.querySelectorAll("details.fold, details.failure"));
    open(document.querySelectorAll("details.exchange"));
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });
}

/**
 * A line of shell with a button that copies it.
 *
 * @param {string} line
 * @param {string} what for screen readers: `curl line`
 */
function shellLine(line, what) {
  const text = element("pre", { class: "shell", tabindex: "0", "aria-label": what }, [line]);
  const button = element("button", { type: "button", class: "button copy" }, [
    "Copy",
    element("span", { class: "sr" }, [` the ${what}`]),
  ]);
  button.addEventListener("click", async () => {
    const done = await copied(line, text);
    const label = button.firstChild;
    if (label) label.textContent = done ? "Copied" : "Press Ctrl+C";
    say(done ? `The ${what} is copied.` : `The ${what} is selected.`);
    setTimeout(() => {
      if (label) label.textContent = "Copy";
    }, 2000);
  });
  return element("div", { class: "shell-line" }, [text, button]);
}

/**
 * Copies the text; where that is forbidden the element is selected, for the keyboard.
 *
 * @param {string} text
 * @param {Node} shown
 */
async function copied(text, shown) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    getSelection()?.selectAllChildren(shown);
    return false;
  }
}

/**
 * Makes an element. Strings become text, never markup; the policy of the page forbids `innerHTML`.
 *
 * @param {string} tag
 * @param {Readonly<Record<string, string>>} attributes
 * @param {readonly (Node | string)[]} children
 */
function element(tag, attributes = {}, children = []) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/**
 * Tells screen readers what has changed.
 *
 * @param {string} words
 */
function say(words) {
  const said = document.getElementById("said");
  if (said) said.textContent = words;
}

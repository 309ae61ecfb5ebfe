// A text in pieces: coloured by a small grammar, with marked ranges inside.

/** @typedef {readonly [start: number, end: number]} Span From, and up to but without. */
/** @typedef {readonly [name: string, pattern: RegExp][]} Grammar What is tried in this order at each place. */

/** @type {Grammar} */
const XML = [
  ["x-comment", /<!--[\s\S]*?(?:-->|$)|<\?[\s\S]*?(?:\?>|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)/y],
  ["x-tag", /<\/?[^\s<>/="']+|\/?>/y],
  ["x-name", /[^\s<>/="']+(?=\s*=\s*["'])/y],
  ["x-value", /"[^"<]*"|'[^'<]*'/y],
];

/** @type {Grammar} */
const JSON_TEXT = [
  ["x-name", /"(?:[^"\\]|\\.)*"(?=\s*:)/y],
  ["x-value", /"(?:[^"\\]|\\.)*"/y],
  ["x-number", /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\b(?:true|false|null)\b/y],
];

/** @type {Grammar} */
const FORM = [
  ["x-name", /(?:^|(?<=[&?]))[^=&\s]+(?==)/y],
  ["x-tag", /[&=]/y],
];

/** Longer texts stay plain: colour is not worth a wait. */
const MAX_COLOURED = 60_000;

/**
 * The grammar of a body by what it begins with: what a server calls it may be wrong, and is evidence.
 *
 * @param {string} text
 * @returns {Grammar}
 */
function grammarOf(text) {
  if (text.length > MAX_COLOURED) return [];
  if (/^\s*(?:\\ufeff)?</.test(text)) return XML;
  if (/^\s*(?:\\ufeff)?[[{"]/.test(text)) return JSON_TEXT;
  return /^[\w.%+-]+=[^\s]*$/.test(text) ? FORM : [];
}

/**
 * The text as nodes: coloured by the grammar, the ranges in `<mark>`.
 *
 * @param {string} text
 * @param {Grammar} grammar
 * @param {readonly Span[]} marked in order, without overlaps
 */
function painted(text, grammar, marked = []) {
  const nodes = document.createDocumentFragment();
  let at = 0;
  for (const [start, end] of marked) {
    nodes.append(coloured(text.slice(at, start), grammar));
    nodes.append(element("mark", {}, [text.slice(start, end)]));
    at = end;
  }
  nodes.append(coloured(text.slice(at), grammar));
  return nodes;
}

/**
 * @param {string} text
 * @param {Grammar} grammar
 */
function coloured(text, grammar) {
  const nodes = document.createDocumentFragment();
  let plain = "";
  let at = 0;
  while (at < text.length) {
    const found = grammar.length > 0 ? tokenAt(text, at, grammar) : null;
    if (found) {
      if (plain !== "") nodes.append(plain);
      plain = "";
      nodes.append(element("span", { class: found.name }, [found.token]));
      at += found.token.length;
    } else {
      const length = grammar.length > 0 ? 1 : text.length;
      plain += text.slice(at, at + length);
      at += length;
    }
  }
  if (plain !== "") nodes.append(plain);
  return nodes;
}

/**
 * @param {string} text
 * @param {number} at
 * @param {Grammar} grammar
 */
function tokenAt(text, at, grammar) {
  for (const [name, pattern] of grammar) {
    pattern.lastIndex = at;
    const [token = ""] = pattern.exec(text) ?? [];
    if (token !== "") return { name, token };
  }
  return null;
}

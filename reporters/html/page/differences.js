// Which words of what was expected and of what came differ, and where the latter are in an answer.

const WORD = /[\p{L}\p{N}_.-]+|[^\s\p{L}\p{N}_.-]/gu;
/** Longer texts are shown without marks. */
const MAX_WORDS = 400;

/**
 * @param {string} text
 * @returns {{ word: string, start: number, end: number }[]}
 */
function wordsOf(text) {
  return [...text.matchAll(WORD)].map(({ 0: word, index = 0 }) => ({
    word,
    start: index,
    end: index + word.length,
  }));
}

/**
 * The ranges of either text that stand where the other one has something else. Where one only says
 * more than the other, nothing is marked; neither where they have nothing in common.
 *
 * @param {string} expected
 * @param {string} actual
 * @returns {{ expected: Span[], actual: Span[] }}
 */
function differences(expected, actual) {
  const a = wordsOf(expected);
  const b = wordsOf(actual);
  /** @type {{ expected: Span[], actual: Span[] }} */
  const none = { expected: [], actual: [] };
  if (a.length > MAX_WORDS || b.length > MAX_WORDS) return none;
  const common = longestCommon(a, b);
  if (common.length === 0) return none;
  const result = none;
  let i = 0;
  let j = 0;
  for (const [nextI, nextJ] of [...common, /** @type {const} */ ([a.length, b.length])]) {
    if (nextI > i && nextJ > j) {
      result.expected.push(rangeOf(a.slice(i, nextI)));
      result.actual.push(rangeOf(b.slice(j, nextJ)));
    }
    i = nextI + 1;
    j = nextJ + 1;
  }
  return result;
}

/**
 * @param {readonly { start: number, end: number }[]} words
 * @returns {Span}
 */
function rangeOf(words) {
  return [words[0]?.start ?? 0, words[words.length - 1]?.end ?? 0];
}

/**
 * Pairs of places of the longest common subsequence.
 *
 * @param {readonly { word: string }[]} a
 * @param {readonly { word: string }[]} b
 * @returns {(readonly [number, number])[]}
 */
function longestCommon(a, b) {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  const at = (/** @type {number} */ i, /** @type {number} */ j) => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        a[i]?.word === b[j]?.word ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  /** @type {(readonly [number, number])[]} */
  const pairs = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i]?.word === b[j]?.word) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}

/** What an answer's description says with a value: `success=false`, `ChunkSize="262143"`. */
const NAMED_VALUE = /([\w:-]+)=(?:"([^"]*)"|([\w.-]+))/g;
const QUOTED = /"([^"]{2,})"/g;

/**
 * Where in the body of an answer is what the description of it says differently than expected.
 *
 * @param {string} body
 * @param {string} actual
 * @param {readonly Span[]} marked of `actual`; with none, all that it names counts
 * @returns {Span[]}
 */
function rangesInBody(body, actual, marked) {
  const counts = (/** @type {number} */ start, /** @type {number} */ end) =>
    marked.length === 0 || marked.some(([from, to]) => start < to && from < end);
  /** @type {Span[]} */
  const found = [];
  for (const { 0: whole, 1: name = "", 2: quoted, 3: bare, index = 0 } of actual.matchAll(
    NAMED_VALUE,
  )) {
    const value = quoted ?? bare ?? "";
    if (!counts(index, index + whole.length)) continue;
    const range = attributeIn(body, name, value);
    if (range) found.push(range);
  }
  for (const { 0: whole, 1: text = "", index = 0 } of actual.matchAll(QUOTED)) {
    const start = body.indexOf(text);
    if (start >= 0 && counts(index, index + whole.length)) found.push([start, start + text.length]);
  }
  found.sort(([a], [b]) => a - b);
  return found.filter(([start], index) => start >= (found[index - 1]?.[1] ?? 0));
}

/**
 * @param {string} body
 * @param {string} name
 * @param {string} value
 * @returns {Span | null}
 */
function attributeIn(body, name, value) {
  const literal = (/** @type {string} */ text) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  const pattern = new RegExp(`(?<![\\w-])${literal(name)}\\s*=\\s*["']${literal(value)}["']`, "i");
  const match = pattern.exec(body);
  return match ? [match.index, match.index + match[0].length] : null;
}

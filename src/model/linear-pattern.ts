import { RE2JS } from "re2js";

/** A regular expression whose time is bounded by its text, whatever the text says. */
export interface LinearPattern {
  test(text: string): boolean;
  /** What its first pair of parentheses takes where it first matches. */
  firstGroup(text: string): string | undefined;
}

/**
 * A regular expression of a rule, run by an engine that never goes back (RE2), since what it is held
 * against is the text of a server. It means what JavaScript means by it with the flag `u`. Looking ahead is
 * run so at its beginning, behind `^`: `^(?!.*secret)`. What RE2 cannot run, with references to groups, or
 * looking ahead or behind elsewhere, is run as JavaScript does, over the beginning of a text alone.
 *
 * @throws SyntaxError for one that is none
 */
export function linearPattern(pattern: string): LinearPattern {
  const known = compiled.get(pattern);
  if (known) return known;
  const made = compile(pattern);
  if (compiled.size >= MOST_KEPT) compiled.clear();
  compiled.set(pattern, made);
  return made;
}

/** A pure function's memory: the rules of a run name few. */
const compiled = new Map<string, LinearPattern>();
const MOST_KEPT = 500;

interface Guard {
  readonly holds: boolean;
  readonly pattern: RE2JS;
}

function compile(pattern: string): LinearPattern {
  // It decides what is a regular expression at all.
  const own = new RegExp(pattern, "u");
  try {
    return compileForRe2(pattern);
  } catch {
    const start = (text: string): string => text.slice(0, MOST_CHARS);
    return {
      test: (text) => own.test(start(text)),
      firstGroup: (text) => own.exec(start(text))?.[1],
    };
  }
}

/** So much of a text is looked at by a pattern that RE2 cannot run. */
const MOST_CHARS = 16 * 1024;

function compileForRe2(pattern: string): LinearPattern {
  const guards: Guard[] = [];
  let rest = pattern;
  for (let ahead = lookAhead(rest); ahead; ahead = lookAhead(rest)) {
    guards.push({ holds: ahead.holds, pattern: engine(`^(?:${ahead.inner})`) });
    rest = `^${ahead.rest}`;
  }
  const main = engine(rest);
  const passes = (text: string): boolean =>
    guards.every((guard) => guard.pattern.test(text) === guard.holds);
  return {
    test: (text) => passes(text) && main.test(text),
    firstGroup: (text) => {
      if (!passes(text)) return undefined;
      const matcher = main.matcher(text);
      return matcher.find() && matcher.groupCount() > 0
        ? (matcher.group(1) ?? undefined)
        : undefined;
    },
  };
}

function engine(pattern: string): RE2JS {
  return RE2JS.compile(inWordsOfRe2(pattern));
}

/** `^(?=inner)rest`, where no alternative stands beside it. */
function lookAhead(
  pattern: string,
): { readonly holds: boolean; readonly inner: string; readonly rest: string } | undefined {
  const sign = /^\^\(\?([=!])/.exec(pattern)?.[1];
  if (sign === undefined) return undefined;
  const start = "^(?=".length;
  const end = closing(pattern, start);
  const rest = pattern.slice(end + 1);
  if (/^[*+?{]/.test(rest) || hasAlternative(rest)) return undefined;
  return { holds: sign === "=", inner: pattern.slice(start, end), rest };
}

/** Where the parenthesis closes that is open at a place. */
function closing(pattern: string, from: number): number {
  let depth = 1;
  for (const { at, token } of tokensOf(pattern, from)) {
    if (token === "(") depth++;
    else if (token === ")" && --depth === 0) return at;
  }
  return pattern.length;
}

function hasAlternative(pattern: string): boolean {
  let depth = 0;
  for (const { token } of tokensOf(pattern, 0)) {
    if (token === "(") depth++;
    else if (token === ")") depth--;
    else if (token === "|" && depth === 0) return true;
  }
  return false;
}

interface Token {
  readonly at: number;
  /** One character, or an escape with the one behind its backslash. */
  readonly token: string;
  readonly inClass: boolean;
}

function* tokensOf(pattern: string, from: number): Generator<Token> {
  let inClass = false;
  for (let at = from; at < pattern.length; at++) {
    const start = at;
    if (pattern[at] === "\\") at++;
    const token = pattern.slice(start, at + 1);
    if (token === "[" && !inClass) {
      yield { at: start, token: "class", inClass };
      inClass = true;
    } else if (token === "]" && inClass) inClass = false;
    else if (!inClass || token.startsWith("\\")) yield { at: start, token, inClass };
  }
}

/** What JavaScript takes for white space, and RE2 does not. */
const SPACE = String.raw`\s\x0b\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}`;
const LINE_ENDS = String.raw`\n\r\x{2028}\x{2029}`;

/** The same pattern for RE2, where one sign means less to it than to JavaScript. */
function inWordsOfRe2(pattern: string): string {
  let written = "";
  let from = 0;
  for (const { at, token, inClass } of tokensOf(pattern, 0)) {
    const other = otherWord(token, inClass);
    if (other === undefined) continue;
    written += `${pattern.slice(from, at)}${other}`;
    from = at + token.length;
  }
  return RE2JS.translateRegExp(`${written}${pattern.slice(from)}`);
}

function otherWord(token: string, inClass: boolean): string | undefined {
  if (token === ".") return `[^${LINE_ENDS}]`;
  if (token === "\\s") return inClass ? SPACE : `[${SPACE}]`;
  return token === "\\S" && !inClass ? `[^${SPACE}]` : undefined;
}

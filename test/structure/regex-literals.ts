/** A regular expression as a module has it. */
export interface RegexLiteral {
  readonly source: string;
  readonly flags: string;
}

/** Behind these a slash begins a regular expression, and does not divide. */
const BEFORE_A_VALUE = /(?:^|[(,=:[!&|?{};+\-*%~^<>]|\b(?:return|typeof|case|of|in|yield|await))$/;

/** The regular expressions that stand in a module: not in its strings, templates' texts and comments. */
export function regexLiterals(code: string): readonly RegexLiteral[] {
  const found: RegexLiteral[] = [];
  /** How many braces are open in each `${…}` that the place is in. */
  const templates: number[] = [];
  let before = "";
  // The first line may tell a shell what runs it.
  let at = code.startsWith("#!") ? code.indexOf("\n") : 0;

  const skipTemplate = (): void => {
    for (; at < code.length; at++) {
      if (code[at] === "\\") at++;
      else if (code[at] === "`") return;
      else if (code.startsWith("${", at)) {
        templates.push(0);
        at++;
        return;
      }
    }
  };
  const skipTo = (end: string): void => {
    const place = code.indexOf(end, at + 1);
    at = place === -1 ? code.length : place + end.length - 1;
  };
  const skipQuoted = (end: string): void => {
    for (at++; at < code.length && code[at] !== end; at++) if (code[at] === "\\") at++;
  };

  for (; at < code.length; at++) {
    const character = code.charAt(at);
    const depth = templates.at(-1);
    if (character === "}" && depth === 0) {
      templates.pop();
      at++;
      skipTemplate();
      before = "`";
    } else if (character === "`") {
      at++;
      skipTemplate();
      before = "`";
    } else if (character === '"' || character === "'") {
      skipQuoted(character);
      before = character;
    } else if (code.startsWith("//", at)) skipTo("\n");
    else if (code.startsWith("/*", at)) skipTo("*/");
    else if (character === "/" && BEFORE_A_VALUE.test(before)) {
      const end = endOfRegex(code, at);
      const [flags = ""] = /^[a-z]*/.exec(code.slice(end + 1)) ?? [];
      found.push({ source: code.slice(at + 1, end), flags });
      at = end + flags.length;
      before = "/regex/";
    } else if (/\S/.test(character)) {
      if (depth !== undefined && character === "{") templates[templates.length - 1] = depth + 1;
      if (depth !== undefined && character === "}") templates[templates.length - 1] = depth - 1;
      before = `${before}${character}`.slice(-10);
    } else if (/\w$/.test(before)) before = `${before} `.trimEnd();
  }
  return found;
}

function endOfRegex(code: string, start: number): number {
  let inClass = false;
  for (let at = start + 1; at < code.length; at++) {
    if (code[at] === "\\") at++;
    else if (code[at] === "[") inClass = true;
    else if (code[at] === "]") inClass = false;
    else if (code[at] === "/" && !inClass) return at;
  }
  return code.length;
}

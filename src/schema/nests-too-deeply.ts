/** People nest a dozen levels; a parser's stack ends after some thousand. */
const MOST = 500;
/** As many dashes in one line nest as many lists. */
const DASHES = new RegExp(`(?:[-?] +){${MOST}}`);

/**
 * Whether a YAML text nests so deeply that no parser should be given it: a stack that overflows inside
 * a regular expression ends the process, and no error can be caught. A rough count of open brackets
 * and of dashes in a row; brackets inside texts count too, which no rule file has hundreds of.
 */
export function nestsTooDeeply(text: string): boolean {
  let open = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === "[" || character === "{") open++;
    else if (character === "]" || character === "}") open = Math.max(0, open - 1);
    if (open > MOST) return true;
  }
  return DASHES.test(text) || deepestIndent(text) > MOST;
}

/** Every level of a block is indented by one space at least. */
function deepestIndent(text: string): number {
  const indents = new Set([...text.matchAll(/^( +)\S/gm)].map(([, spaces = ""]) => spaces.length));
  return indents.size;
}

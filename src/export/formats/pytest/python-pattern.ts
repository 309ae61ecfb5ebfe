import { NotExpressible } from "../../exported-test.ts";

/** What Python writes otherwise or does not have; the rest means the same with re.ASCII. */
const UNKNOWN = /\\[pPuxcdk](?=\{|<)|\(\?<(?![=!])/;

/**
 * A regular expression of JavaScript (with the flag `u`) as Python reads it: `$` is the end of the text, and
 * not also what stands before a last line feed.
 *
 * @throws NotExpressible for what Python's `re` does not have
 */
export function pythonPattern(pattern: string): string {
  if (UNKNOWN.test(pattern)) {
    throw new NotExpressible("it looks for a regular expression that Python does not know");
  }
  let isInClass = false;
  return pattern.replace(/\\[\s\S]|\[|\]|\$/g, (found) => {
    if (found === "[") isInClass = true;
    if (found === "]") isInClass = false;
    return found === "$" && !isInClass ? "\\Z" : found;
  });
}

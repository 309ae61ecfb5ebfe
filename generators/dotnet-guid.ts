import { trimEnd } from "../src/model/trim-end.ts";

/**
 * Whether some version of .NET may read the text as a GUID (`Guid.TryParse`): the forms D, N, B, P
 * and X in any letter case, with white space around them. Deliberately liberal: what it refuses is
 * certainly malformed, what it accepts need not be well-formed.
 */
export function isDotNetGuid(text: string): boolean {
  const trimmed = trimEnd(text, /[\s\u0085\u200b\0]/).replace(/^[\s\u0085\u200b]+/, "");
  return DIGITS.test(trimmed) || HEX_GROUPS.test(trimmed.replace(/\s/g, "").toLowerCase());
}

/** A group of digits; in each of them .NET also lets a `+`, a `0x` or both stand for leading digits. */
const group = (length: number) => `(?=[0-9a-fx+]{${length}}(?![0-9a-fx+]))\\+?(?:0x)?[0-9a-f]+`;
const DASHED = [8, 4, 4, 4, 12].map(group).join("-");
const DIGITS = new RegExp(`^(?:${DASHED}|\\{${DASHED}\\}|\\(${DASHED}\\)|[0-9a-f]{32})$`, "i");

/** Form X. .NET removes white space from it, also inside, and takes groups with fewer digits. */
const HEX = "\\+?0x[0-9a-f]+";
const HEX_GROUPS = new RegExp(`^\\{(?:${HEX},){3}\\{${HEX}(?:,${HEX}){7}\\}\\}$`);

/** Code points from the first to the last, both included. */
type Range = readonly [first: number, last: number];

/** NameStartChar of XML 1.0, fifth edition, production 4, without the colon. */
const STARTS: readonly Range[] = [
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
  [0xc0, 0xd6],
  [0xd8, 0xf6],
  [0xf8, 0x2ff],
  [0x370, 0x37d],
  [0x37f, 0x1fff],
  [0x200c, 0x200d],
  [0x2070, 0x218f],
  [0x2c00, 0x2fef],
  [0x3001, 0xd7ff],
  [0xf900, 0xfdcf],
  [0xfdf0, 0xfffd],
  [0x10000, 0xeffff],
];
/** What else a NameChar may be: production 4a. */
const CONTINUES: readonly Range[] = [
  ...STARTS,
  [0x2d, 0x2e],
  [0x30, 0x39],
  [0xb7, 0xb7],
  [0x300, 0x36f],
  [0x203f, 0x2040],
];

/** Names of answers hold little but ASCII: looked up, not searched for. */
const ASCII = 0x80;
const ASCII_STARTS = Array.from({ length: ASCII }, (_, code) => isIn(STARTS, code));
const ASCII_CONTINUES = Array.from({ length: ASCII }, (_, code) => isIn(CONTINUES, code));

/** Whether a part of a name, before or behind its colon, can begin with a code point. */
export function startsXmlName(code: number): boolean {
  return ASCII_STARTS[code] ?? isIn(STARTS, code);
}

/** Whether a name can go on with a code point. */
export function continuesXmlName(code: number): boolean {
  return ASCII_CONTINUES[code] ?? isIn(CONTINUES, code);
}

function isIn(ranges: readonly Range[], code: number): boolean {
  return ranges.some(([first, last]) => code >= first && code <= last);
}

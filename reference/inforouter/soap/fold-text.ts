/** Text this long is worth folding, in characters. */
const LONG = 4096;

/** What base64 has not: a text with one of these is left to the parser. */
const MARKUP = /[&"']/;

/** Stands around the number of a text; of the private use area, so hardly ever in a message. */
const MARK = "\ue000";
const FOLDED = /\ue000([0-9]+)\ue000/g;

/** A message whose long texts are numbers, and the way back. */
export interface FoldedXml {
  readonly xml: string;
  readonly unfold: (text: string) => string;
}

/**
 * Puts short marks in the place of long texts, so that the parser, which goes character by
 * character, need not walk through megabytes of base64. Nothing that is cut out can hold markup.
 */
export function foldText(xml: string): FoldedXml {
  if (xml.includes(MARK)) return { xml, unfold: (text) => text };
  const texts: string[] = [];
  let folded = "";
  let done = 0;
  let tag = 0;
  // each character is looked at once, whatever the message is; an expression would run out of stack
  for (let next = xml.indexOf("<"); next !== -1; next = xml.indexOf("<", next + 1)) {
    const before = xml.slice(tag, next);
    tag = next;
    const close = before.length > LONG ? before.lastIndexOf(">") : -1;
    const text = before.slice(close + 1);
    if (close === -1 || text.length < LONG || MARKUP.test(text)) continue;
    folded += `${xml.slice(done, next - text.length)}${MARK}${texts.push(text) - 1}${MARK}`;
    done = next;
  }
  const unfold = (text: string) =>
    text.includes(MARK)
      ? text.replace(FOLDED, (mark, index) => texts[Number(index)] ?? mark)
      : text;
  return { xml: folded + xml.slice(done), unfold };
}

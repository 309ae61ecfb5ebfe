/**
 * Names that something on the way to a place takes for more than letters: what separates, begins or ends parts of
 * URLs, forms, headers, XML, shells and file systems, always with text behind it; what is decoded once more; what
 * has another length in another encoding; what says of which kind the bytes are. A server may refuse any of them.
 */
export const ODD_NAMES: readonly string[] = [
  "report.txt",
  "at 4.09.02 p.m..png",
  "a+b.txt",
  "a%41b.txt",
  "a%2Bb",
  "a%2Fb",
  "100% of it",
  "PO#12 a",
  "a?b=c",
  "a&b=c",
  "it's",
  "a;b,c",
  "größe.txt",
  "o\u0308.txt",
  "漢字",
  "a😀b.txt",
  "x&amp;y",
  "x&#65;y",
  " a  b",
  "~1",
  "(1) [b] {c}",
  "a@b!c",
  "a^b`c",
  "a$b $(c) $1",
  "-a",
  ".hidden",
  "data.gz",
  "a.tar.gz",
  "page.html",
  "feed.xml",
  "table.csv",
  "data.json",
  "A.JPG",
  'x"y',
  "<a>",
  "a*b",
  "a:b",
  "null",
  "0",
  "1e3",
  `${"long".repeat(30)}.txt`,
];

const KINDS: Readonly<Record<string, string>> = {
  txt: "text",
  csv: "latin-1",
  html: "utf-8",
  xml: "xml",
  json: "escapes",
  gz: "gzip",
};

/** The pattern of bytes that a name promises, for who unpacks or converts what it knows by its name. */
export function patternOf(name: string): string | undefined {
  return KINDS[name.slice(name.lastIndexOf(".") + 1)];
}

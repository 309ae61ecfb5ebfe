/** What XML 1.0 (section 2.2, Char) does not allow in any spelling, lone surrogates included. */
const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const SPECIAL = /[&<>"'\t\n\r]/g;

/** Letters, digits and the like: most values need no further look. */
const PLAIN = /^[\w .:/[\]-]*$/;

const REFERENCES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

/** ALL-02: characters that no XML document may hold become U+FFFD. */
export function replaceForbidden(text: string): string {
  return text.replace(FORBIDDEN, "\ufffd");
}

/** ALL-02: the text of an attribute in double quotes; a reader gets back the very same characters. */
export function escapeMarkup(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(SPECIAL, (character) => REFERENCES[character] ?? character);
}

/**
 * A text is no XML that is read here. Thrown and caught inside {@link parseXml} only; the message
 * continues the sentence "the answer …".
 */
export class XmlRefused extends Error {
  override readonly name: string = "XmlRefused";
}

/** A text breaks a rule of XML, or of namespaces in XML. Not for what is merely beyond a limit. */
export class NotWellFormed extends XmlRefused {
  override readonly name = "NotWellFormed";
  constructor(why: string) {
    super(`is not well-formed XML: ${why}`);
  }
}

/** Names of a server are shown up to this length. */
const SHOWN = 40;

/** A name from the text, fit for a sentence. */
export function shownName(name: string): string {
  return name.length > SHOWN ? `${name.slice(0, SHOWN)}…` : name;
}

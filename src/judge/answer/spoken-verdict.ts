import { attributeOf } from "./attribute-of.ts";

type Attributes = Readonly<Record<string, string>>;

/** As what a verdict is read that stands in a child element: no attribute has such a name in XML. */
export const SAID_BY_CHILD = "<success>";

/**
 * What the success attribute of an answer means, however it and its value are spelled: `True`, `1` and
 * `Success="TRUE"` are a success too, and so is a child element `<success>true</success>`. How it must be spelled is what the rules about the envelope judge
 * (CUH-05/06, DUH-05/06, DDH-05/06); every other rule is about what the server did.
 */
export function spokenVerdict(attributes: Attributes): boolean | undefined {
  return truthOf(attributeOf(attributes, "success") ?? attributes[SAID_BY_CHILD]);
}

/** A chunk that shall be sent again was not taken, whatever success says. */
export function asksToTryAgain(attributes: Attributes): boolean {
  return truthOf(attributeOf(attributes, "tryagain")) === true;
}

/** An element without any success attribute is no answer. */
export function hasVerdict(attributes: Attributes): boolean {
  return attributeOf(attributes, "success") !== undefined;
}

/** The texts of an XML boolean (XML Schema 2, 3.2.2), in any letter case. */
function truthOf(text: string | undefined): boolean | undefined {
  switch (text?.trim().toLowerCase()) {
    case "true":
    case "1":
      return true;
    case "false":
    case "0":
      return false;
    default:
      return undefined;
  }
}

import type { XmlElement } from "./parse-xml.ts";
import { hasVerdict, SAID_BY_CHILD } from "./spoken-verdict.ts";

/** Whether the verdict stands in a child element, `<success>true</success>`, and in no attribute. */
export function saysInChild(element: XmlElement): boolean {
  return !hasVerdict(element.attributes) && element.children.some(isVerdict);
}

/**
 * The element with its children as attributes, where the verdict stands in one of them; any other as it
 * is. The verdict itself becomes no success attribute: that there is none is what the rules about the
 * envelope judge.
 */
export function liftChildren(element: XmlElement): XmlElement {
  if (!saysInChild(element)) return element;
  const attributes: Record<string, string> = Object.create(null);
  for (const child of element.children) {
    attributes[isVerdict(child) ? SAID_BY_CHILD : child.name] = child.text.trim();
  }
  return { ...element, attributes: Object.assign(attributes, element.attributes) };
}

function isVerdict({ name, children }: XmlElement): boolean {
  return name.toLowerCase() === "success" && children.length === 0;
}

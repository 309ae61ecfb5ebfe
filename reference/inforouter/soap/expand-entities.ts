const DTD = /<!DOCTYPE[^[>]*(?:\[([\s\S]*?)\]\s*)?>/;
const DECLARATION = /<!ENTITY\s+([\w.-]+)\s+(?:"([^"]*)"|'([^']*)')\s*>/g;

/** What the fault `soap-expands-entities` does: takes the DTD off and puts its entities in. */
export function expandEntities(xml: string): string {
  const dtd = DTD.exec(xml);
  let expanded = xml.replace(DTD, "");
  for (const [, name, double, single] of dtd?.[1]?.matchAll(DECLARATION) ?? []) {
    expanded = expanded.replaceAll(`&${name};`, double ?? single ?? "");
  }
  return expanded;
}

import type { Node } from "yaml";

/** The offset at which a YAML node begins; a block collection begins at its first key or dash. */
export function nodeStart(node: Node): number {
  return node.range?.[0] ?? 0;
}

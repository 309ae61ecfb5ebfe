import type { DocumentPath } from "./document.ts";

/** A place in a syntax tree: where its key and its value begin, and the node to go on from. */
export interface Place<Node> {
  readonly key: number;
  readonly value: number;
  readonly node: Node | undefined;
}

/** The offset of a path in a syntax tree, or of its nearest existing parent. */
export function locate<Node>(
  root: Place<Node>,
  path: DocumentPath,
  part: "key" | "value",
  childOf: (node: Node, segment: string | number) => Place<Node> | undefined,
): number {
  let place = root;
  for (const segment of path) {
    const child = place.node === undefined ? undefined : childOf(place.node, segment);
    if (child === undefined) break;
    place = child;
  }
  return place[part];
}

import type { SchemaIndex } from "./schema-index.ts";
import { isObject } from "./schema-object.ts";

/** Every schema object inside the given ones, through references too. */
export function reachableSchemas(start: unknown, index: SchemaIndex): ReadonlySet<object> {
  const seen = new Set<object>();
  const queue: unknown[] = [start];
  while (queue.length > 0) {
    const node = queue.pop();
    if (typeof node !== "object" || node === null || seen.has(node)) continue;
    seen.add(node);
    queue.push(...Object.values(node));
    if (isObject(node)) queue.push(index.follow(node));
  }
  return seen;
}

import { attributeOf } from "../../judge/answer/attribute-of.ts";
import type { Service } from "../../model/service.ts";

/** The token of a login among the values of its answer: servers differ in its letter case and name. */
export function tokenIn(
  service: Service | undefined,
  values: Readonly<Record<string, string>>,
): string | undefined {
  for (const name of service?.credentials?.login?.token ?? []) {
    const token = attributeOf(values, name);
    if (token !== undefined) return token;
  }
  return undefined;
}

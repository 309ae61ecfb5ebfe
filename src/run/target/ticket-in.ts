import { attributeOf } from "../../judge/answer/attribute-of.ts";

/** The ticket of a login: `ticket` in the vendor's documentation; servers differ in its letter case and name. */
export function ticketIn(values: Readonly<Record<string, string>>): string | undefined {
  return attributeOf(values, "ticket") ?? attributeOf(values, "authenticationTicket");
}

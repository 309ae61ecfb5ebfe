import type { Announcement, Capability } from "../../model/service.ts";
import type { Answer } from "./answer.ts";
import { jsonOf } from "./body-of.ts";
import { jsonPointer } from "./json-pointer.ts";

/** The name of a capability for which any value of its header is enough. */
const ANY = "any";

/** How a capability is known when a server has announced it: by its name, and the header where that is another. */
export function announcedAs({
  announced,
  header,
}: Pick<Capability, "announced" | "header">): string | undefined {
  if (announced === undefined || header === undefined) return announced;
  return announced === ANY ? header : `${announced} in ${header}`;
}

/** Those of the capabilities with a header of their own that an answer announces, as {@link announcedAs}. */
export function announcedApart(
  answer: Answer,
  capabilities: readonly Pick<Capability, "announced" | "header">[],
  { split }: Pick<Announcement, "split">,
): readonly string[] {
  return capabilities.flatMap((capability) => {
    const { announced = "", header } = capability;
    if (header === undefined) return [];
    const names = namesIn(answer, { header, split });
    const isThere = announced === ANY ? names.length > 0 : names.includes(announced.toLowerCase());
    return isThere ? [announcedAs(capability)?.toLowerCase() ?? ""] : [];
  });
}

/** The names that an answer announces, in small letters; none where it has no such header or member. */
export function namesIn(
  answer: Answer,
  { header, json, split }: Pick<Announcement, "header" | "json" | "split">,
): readonly string[] {
  const texts = [
    ...(header === undefined ? [] : [answer.headers?.[header.toLowerCase()] ?? ""]),
    ...(json === undefined ? [] : jsonPointer(jsonOf(answer), json).flat().map(String)),
  ];
  const names = texts.flatMap((text) => text.split(split)).map((name) => name.trim().toLowerCase());
  return [...new Set(names.filter((name) => name !== ""))];
}

import type { Announcement } from "../../model/service.ts";
import type { Answer } from "./answer.ts";
import { jsonOf } from "./body-of.ts";
import { jsonPointer } from "./json-pointer.ts";

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

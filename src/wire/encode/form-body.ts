import type { Argument } from "../../model/call.ts";
import { isLarge, LongBody, type PayloadPart } from "./long-body.ts";
import { percent } from "./percent.ts";
import { pairs } from "./value-text.ts";

/** `a=b&c=d` as the body of a urlencoded form. */
export function formBody(args: readonly Argument[]): string | LongBody {
  if (!args.some(({ value }) => isLarge(value))) return pairs(args);
  const parts = args.flatMap((argument, index): (string | PayloadPart)[] => {
    const { name, value } = argument;
    const start = index === 0 ? "" : "&";
    if (!isLarge(value)) return [`${start}${pairs([argument])}`];
    return [`${start}${percent(name)}=`, { payload: value, as: "percentBase64" }];
  });
  return new LongBody(parts);
}

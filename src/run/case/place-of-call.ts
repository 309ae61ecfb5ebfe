import { plain } from "../../judge/checks/evaluate.ts";
import type { Operation } from "../../model/operation.ts";
import { textOf } from "../../model/text-of.ts";
import type { JsonValue } from "../../model/value.ts";
import { placeOf } from "../../wire/encode/place.ts";
import { type CaseState, StopCase } from "./case-state.ts";

/**
 * Where a call goes that says so itself, as it is given; undefined where it goes to the documented path.
 *
 * @throws StopCase when nothing may be sent there: an answer may lead anywhere
 */
export function placeOfCall(
  at: JsonValue | undefined,
  { name, service }: Operation,
  { open, scope }: Pick<CaseState, "open" | "scope">,
): string | undefined {
  if (at === undefined) return undefined;
  const text = textOf(plain(at, scope));
  const { baseUrl } = open.target.services[service] ?? {};
  if (baseUrl === undefined) return text;
  const place = placeOf(text, baseUrl);
  if ("url" in place) return text;
  throw new StopCase(
    "undecided",
    open.secrets.redact(`${name} was not sent: its address ${place.refused}`),
  );
}
